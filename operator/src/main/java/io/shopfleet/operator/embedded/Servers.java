package io.shopfleet.operator.embedded;

import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.ProvidedServer;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the servers of an environment were found.
 *
 * @param problems what keeps one from being run
 * @param starting those that are not ready yet, by their names in the environment
 * @param all every one that is asked for
 * @param provided where those are that other operators run
 */
public record Servers(List<Problem> problems, List<String> starting, List<String> all, List<ProvidedServer> provided) {

    /** Nothing is asked for. */
    public static final Servers NONE = new Servers(List.of(), List.of(), List.of());

    /** None of them is another operator's. */
    public Servers(List<Problem> problems, List<String> starting, List<String> all) {
        this(problems, starting, all, List.of());
    }

    public Servers and(Servers others) {
        return new Servers(
                joined(problems, others.problems), joined(starting, others.starting), joined(all, others.all),
                joined(provided, others.provided));
    }

    private static <T> List<T> joined(List<T> some, List<T> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}

package io.shopfleet.operator.embedded;

import io.shopfleet.api.v1alpha1.Problem;
import java.util.List;

/**
 * How the servers of an environment were found.
 *
 * @param problems what keeps one from being run
 * @param starting those that are not ready yet, by their names in the environment
 * @param all every one that is asked for
 */
public record Servers(List<Problem> problems, List<String> starting, List<String> all) {

    /** Nothing is asked for. */
    public static final Servers NONE = new Servers(List.of(), List.of(), List.of());
}

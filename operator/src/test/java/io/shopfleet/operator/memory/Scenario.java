package io.shopfleet.operator.memory;

import io.shopfleet.api.v1alpha1.ShopService;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A story: the service as first applied, and what people do next.
 *
 * @param steps what every telling of it must record, with revisions as letters: serving &gt; candidate, pods of each
 * @param events what people are told, with revisions as letters
 */
record Scenario(String name, String first, List<Act> acts, List<String> steps, Set<String> events) {

    /** Something that people do as soon as they see a status. */
    record Act(Predicate<ShopService> when, Consumer<Shop> does) {}

    @Override
    public String toString() {
        return name;
    }

    /** Beats count from one, without a gap and without a repetition. */
    List<String> numberedSteps() {
        return IntStream.range(0, steps.size()).mapToObj(i -> (i + 1) + ": " + steps.get(i)).toList();
    }
}

package io.shopfleet.operator.dependency;

import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Verdict;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What one edge gives the service.
 *
 * @param target what the edge points to, such as {@code service/catalog}
 * @param env environment variables of the edge
 * @param facts what the config document says about the edge
 * @param secret mounted as a folder of the edge
 * @param gates whether the verdict holds a new revision back
 */
public record Contribution(
        String name,
        String target,
        SortedMap<String, String> env,
        SortedMap<String, String> facts,
        Optional<String> secret,
        Verdict verdict,
        Reason reason,
        String message,
        boolean gates) {

    public boolean holdsBack() {
        return gates && verdict != Verdict.Ok;
    }
}

package io.shopfleet.operator.status;

import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/**
 * How kstatus (Flux, Argo CD's and kpt's waiting) reads a custom resource that it knows nothing about: the generation first,
 * then the conditions Reconciling and Stalled in the order in which they stand, then Ready.
 */
enum Kstatus {
    InProgress,
    Failed,
    Current;

    static Kstatus of(long generation, Long observedGeneration, List<Condition> conditions) {
        if (observedGeneration != null && observedGeneration != generation) {
            return InProgress;
        }
        for (Condition condition : conditions) {
            if (condition.getType().equals("Reconciling") && condition.getStatus().equals("True")) {
                return InProgress;
            }
            if (condition.getType().equals("Stalled") && condition.getStatus().equals("True")) {
                return Failed;
            }
        }
        return conditions.stream()
                .filter(condition -> condition.getType().equals("Ready"))
                .map(condition -> condition.getStatus().equals("True") ? Current : InProgress)
                .findFirst()
                .orElse(Current);
    }
}

package io.shopfleet.operator.plan;

import io.shopfleet.api.v1alpha1.Granted;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.Workload;
import io.shopfleet.operator.rollout.Position;
import java.util.List;
import java.util.Optional;

/**
 * What the service has of its namespace's limits. More is recorded before a pod of it starts, so that the others know of it;
 * refused more, the service keeps what it has: no pod is added, and none is taken away but by the service itself.
 *
 * @param granted to be recorded
 * @param recorded what the status says the service has
 */
record Allowance(Optional<Granted> granted, Optional<Granted> recorded, boolean refused) {

    static Allowance of(ShopService service, Position at, List<Problem> problems, Fleet fleet) {
        Optional<Granted> recorded = Optional.ofNullable(service.getStatus()).map(status -> status.granted());
        if (fleet.environment().value().isEmpty()) {
            return new Allowance(recorded, Optional.empty(), false);
        }
        if (fleet.environment().value().get().limits() == null) {
            return new Allowance(Optional.empty(), Optional.empty(), false);
        }
        boolean refused = problems.stream().anyMatch(problem -> problem.reason() == Reason.LimitExceeded);
        boolean runs = at.serving().isPresent() || at.moving();
        boolean given = !refused && (runs || problems.isEmpty());
        return new Allowance(given ? Optional.of(Granted.asked(service.getSpec())) : recorded, recorded, refused);
    }

    /** Pods that the service shall have. */
    int replicas(int wanted, Position at, Fleet fleet) {
        Optional<Integer> runs = refused
                ? at.serving().map(fleet.workloads()::get).map(Workload::wanted)
                : Optional.empty();
        return recorded.map(Granted::replicas).or(() -> runs).map(has -> Math.min(has, wanted)).orElse(wanted);
    }
}

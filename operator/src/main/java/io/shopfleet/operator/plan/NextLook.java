package io.shopfleet.operator.plan;

import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.rollout.Position;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When time alone may change what was decided. Everything else comes with an event. */
final class NextLook {
    /** While pods are on their way, their own trouble and the deadline show only by looking. */
    private static final Duration WHILE_MOVING = Duration.ofSeconds(5);

    private static final Duration WHILE_UNAVAILABLE = Duration.ofSeconds(30);

    /** As often as the operator looks without a reason, which a longer time would put off. */
    private static final Duration NET = Duration.ofMinutes(10);

    private NextLook() {}

    static Optional<Duration> after(
            Position at, Position next, int replicas, List<Problem> problems, Optional<Hold> hold, Fleet fleet) {
        if (at.moving() || next.moving()) {
            return Optional.of(WHILE_MOVING);
        }
        boolean available = at.serving().map(fleet::available).orElse(replicas) >= replicas;
        return available && !open(problems) ? release(hold, fleet) : Optional.of(WHILE_UNAVAILABLE);
    }

    /** Nothing but the clock tells that a hold is over. */
    private static Optional<Duration> release(Optional<Hold> hold, Fleet fleet) {
        return hold.flatMap(Hold::until)
                .map(end -> Duration.between(fleet.now(), end))
                .map(rest -> rest.compareTo(NET) < 0 ? rest : NET);
    }

    /**
     * Nothing tells of a Secret or ConfigMap that lacks the label: one that comes without it is found only by looking. And two
     * services that set free and ask at the same moment may miss each other.
     */
    private static boolean open(List<Problem> problems) {
        return problems.stream()
                .map(Problem::reason)
                .anyMatch(reason -> reason == Reason.SecretMissing || reason == Reason.ConfigMapMissing
                        || reason == Reason.SecretNotBindable || reason == Reason.ConfigMapNotBindable
                        || reason == Reason.LimitExceeded);
    }
}

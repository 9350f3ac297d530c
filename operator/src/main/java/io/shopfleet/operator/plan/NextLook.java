package io.shopfleet.operator.plan;

import static java.util.Comparator.naturalOrder;

import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.rollout.Position;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** When time alone may change the decision; where only events can, never. */
record NextLook(Fleet fleet, Position at, Sizing sizing, List<Problem> problems, boolean frozen) {
    /** While pods are on their way, their own trouble and the deadline show only by looking. */
    private static final Duration WHILE_MOVING = Duration.ofSeconds(5);

    private static final Duration WHILE_UNAVAILABLE = Duration.ofSeconds(30);

    /** Nothing tells of a Secret or ConfigMap that lacks the label: one that comes without it is found only by looking. */
    private static final Set<Reason> UNSEEN = EnumSet.of(
            Reason.SecretMissing, Reason.ConfigMapMissing, Reason.SecretNotBindable, Reason.ConfigMapNotBindable,
            Reason.NotAdoptable, Reason.NotOwned);

    Optional<Duration> after(Position next, Aim aim) {
        boolean waits = aim.id(next).filter(id -> !next.isServing(id)).isPresent();
        Optional<Duration> end = fleet.frost().filter(frost -> waits).flatMap(frost -> frost.left(fleet.now()));
        return Stream.concat(end.stream(), inAnyCase(next, aim).stream()).min(naturalOrder());
    }

    private Optional<Duration> inAnyCase(Position next, Aim aim) {
        if (at.moving() || next.moving()) {
            return Optional.of(frozen && next.equals(at) ? WHILE_UNAVAILABLE : WHILE_MOVING);
        }
        boolean available = at.serving().map(fleet::available).orElse(sizing.replicas()) >= sizing.replicas();
        boolean unseen = problems.stream().map(Problem::reason).anyMatch(UNSEEN::contains);
        return available && !unseen && aim.obstacle().isEmpty() ? Optional.empty() : Optional.of(WHILE_UNAVAILABLE);
    }
}

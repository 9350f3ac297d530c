package io.shopfleet.operator.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the service asks of its rollout now.
 *
 * @param described the revision that the spec describes; empty while it cannot be rendered
 * @param aim what shall serve: that revision or one that a command put in its place, with the epoch of its credentials
 * @param obstacle why it cannot set out
 * @param gatesOpen whether a new revision may set out
 * @param frozen whether the environment lets nothing new go on
 * @param replicas pods that the service shall have
 * @param preparation what has to be done before a candidate gets its first pod
 */
public record Goal(
        Optional<String> described,
        Optional<String> aim,
        Optional<Failure> obstacle,
        boolean gatesOpen,
        boolean frozen,
        int replicas,
        Strategy strategy,
        Duration progressDeadline,
        Preparation preparation) {

    /** Of a service without migrations. */
    Goal(
            Optional<String> described, Optional<String> aim, Optional<Failure> obstacle, boolean gatesOpen, boolean frozen, int replicas,
            Strategy strategy, Duration progressDeadline) {
        this(described, aim, obstacle, gatesOpen, frozen, replicas, strategy, progressDeadline, Preparation.DONE);
    }

    boolean late(Position at, Instant now) {
        return now.isAfter(at.stepStartedAt().plus(progressDeadline));
    }

    /** A rollout that only goes on has a step per pod at most. One that took longer goes to and fro, and would for ever. */
    boolean overdue(Position at, Instant now) {
        return now.isAfter(at.startedAt().plus(progressDeadline.multipliedBy(replicas + 1L)));
    }
}

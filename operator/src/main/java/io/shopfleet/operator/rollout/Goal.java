package io.shopfleet.operator.rollout;

import java.time.Duration;
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
 */
public record Goal(
        Optional<String> described,
        Optional<String> aim,
        Optional<Failure> obstacle,
        boolean gatesOpen,
        boolean frozen,
        int replicas,
        Strategy strategy,
        Duration progressDeadline) {}

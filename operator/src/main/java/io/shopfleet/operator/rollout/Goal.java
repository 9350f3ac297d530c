package io.shopfleet.operator.rollout;

import java.time.Duration;
import java.util.Optional;

/**
 * What the service asks of its rollout now.
 *
 * @param wanted the revision that the spec describes, with the epoch of its credentials; empty while the spec cannot be rendered
 * @param gatesOpen whether a new revision may set out
 * @param replicas pods that the service shall have
 */
public record Goal(
        Optional<String> wanted, boolean gatesOpen, int replicas, Strategy strategy, Duration progressDeadline) {}

package io.shopfleet.operator.rollout;

import io.shopfleet.api.v1alpha1.Direction;
import io.shopfleet.api.v1alpha1.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Positions and goals, as the tests of this package speak of them: revision a serves, b is new. */
final class Positions {
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    static final Duration DEADLINE = Duration.ofMinutes(10);
    static final String A = "aaaaaaaaaa";
    static final String B = "bbbbbbbbbb";
    static final String C = "cccccccccc";

    private Positions() {}

    static Position serving(String revision) {
        return new Position(
                7, Optional.of(revision), Optional.empty(), Direction.Forward, new Step(0, 0), NOON, NOON,
                Optional.empty());
    }

    static Position moving(String serving, String candidate, Direction direction, int old, int young) {
        return new Position(
                7, Optional.ofNullable(serving), Optional.of(candidate), direction, new Step(old, young), NOON, NOON,
                Optional.empty());
    }

    static Position forward(int old, int young) {
        return moving(A, B, Direction.Forward, old, young);
    }

    static Position back(int old, int young) {
        return moving(A, B, Direction.Back, old, young);
    }

    static Failure failed(String revision) {
        return new Failure(revision, Reason.CrashLooping, "the container ends again and again", NOON);
    }

    static Goal goal(String wanted, int replicas) {
        return goal(wanted, true, replicas);
    }

    static Goal gated(String wanted, int replicas) {
        return goal(wanted, false, replicas);
    }

    static Goal frozen(String wanted, int replicas) {
        return frozen(goal(wanted, replicas));
    }

    static Goal frozen(Goal goal) {
        return new Goal(
                goal.described(), goal.aim(), goal.obstacle(), goal.gatesOpen(), true, goal.replicas(), goal.strategy(),
                goal.progressDeadline());
    }

    private static Goal goal(String wanted, boolean open, int replicas) {
        Optional<String> described = Optional.ofNullable(wanted);
        return new Goal(described, described, Optional.empty(), open, false, replicas, new Rolling(), DEADLINE);
    }

    /** The same where a command may have put another revision in the place of what the spec describes. */
    static Goal from(Position at, Goal goal) {
        return new Goal(
                goal.described(), at.aim(goal.described()), goal.obstacle(), goal.gatesOpen(), goal.frozen(), goal.replicas(),
                goal.strategy(), goal.progressDeadline());
    }
}

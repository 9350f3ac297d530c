package io.shopfleet.operator.rollout;

import static io.shopfleet.operator.rollout.Positions.A;
import static io.shopfleet.operator.rollout.Positions.B;
import static io.shopfleet.operator.rollout.Positions.C;
import static io.shopfleet.operator.rollout.Positions.NOON;
import static io.shopfleet.operator.rollout.Positions.failed;
import static io.shopfleet.operator.rollout.Positions.forward;
import static io.shopfleet.operator.rollout.Positions.gated;
import static io.shopfleet.operator.rollout.Positions.goal;
import static io.shopfleet.operator.rollout.Positions.serving;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.api.v1alpha1.Direction;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Rollback;
import io.shopfleet.operator.fleet.RevisionRecord;
import io.shopfleet.operator.fleet.Sighting;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The spec describes b; a command put a in its place. */
@DisplayName("The step machine, with a rollback by command")
class RollbackTest {
    private static final Rollback TO_A = new Rollback(B, A);

    private static Sighting seen() {
        return new Sighting().at(NOON.plusSeconds(5)).record(record(A)).record(record(B)).record(record(C));
    }

    private static RevisionRecord record(String revision) {
        return new RevisionRecord(revision, 1, "1", "0", 1, "1", "a:1", "{}", "{}", "[]", "{}", false);
    }

    private static Position next(Position at, Goal goal, Sighting seen) {
        return StepMachine.next(at, Positions.from(at, goal), seen.fleet());
    }

    @Test
    void theOlderRevisionSetsOutWithTheSurgeOnlyWhateverTheGatesSay() {
        Position next = next(serving(B).rollBack(TO_A), gated(B, 3), seen().deployment(B, 3, 3));
        assertThat(next.candidate()).contains(A);
        assertThat(next.step()).isEqualTo(new Step(3, 1));
        assertThat(next.rollback()).contains(TO_A);
    }

    @Test
    void itIsNotHeldByASpecThatCannotBeRendered() {
        Position next = next(serving(B).rollBack(TO_A), goal(null, 3), seen().deployment(B, 3, 3));
        assertThat(next.candidate()).contains(A);
    }

    @Test
    void whatTheSpecDescribesDoesNotTakeItsPlaceOnTheWay() {
        Position at = serving(B).rollBack(TO_A).start(A, new Step(3, 1), NOON);
        Position next = next(at, goal(B, 3), seen().deployment(B, 3, 3).deployment(A, 1, 1));
        assertThat(next.direction()).isEqualTo(Direction.Forward);
        assertThat(next.step()).isEqualTo(new Step(2, 2));
    }

    @Test
    void whatTheSpecDescribesDoesNotSetOutAgainOnceTheOlderOneServes() {
        Position at = serving(A).rollBack(TO_A);
        assertThat(next(at, goal(B, 3), seen().deployment(A, 3, 3))).isEqualTo(at);
    }

    @Test
    void inTheMiddleOfARolloutTheCandidateLeavesCapacityFirst() {
        Position next = next(
                forward(1, 3).rollBack(TO_A), gated(B, 3), seen().deployment(A, 1, 1).deployment(B, 3, 3));
        assertThat(next.direction()).isEqualTo(Direction.Back);
        assertThat(next.step()).isEqualTo(new Step(2, 2));
    }

    @Test
    void aNewSpecEndsItAndSetsOut() {
        Position at = serving(A).rollBack(TO_A);
        Position forgotten = next(at, goal(C, 3), seen().deployment(A, 3, 3));
        assertThat(forgotten.rollback()).isEmpty();
        assertThat(forgotten.moving()).isFalse();
        assertThat(next(forgotten, goal(C, 3), seen().deployment(A, 3, 3)).candidate()).contains(C);
    }

    @Test
    void aSpecThatCannotBeRenderedDoesNotEndIt() {
        Position at = serving(A).rollBack(TO_A);
        assertThat(next(at, goal(null, 3), seen().deployment(A, 3, 3))).isEqualTo(at);
    }

    @Test
    void anOlderRevisionThatFailsTooLeavesTheServiceWithWhatTheSpecDescribes() {
        Position at = serving(B).rollBack(TO_A).withFailure(Optional.of(failed(A)));
        Position next = next(at, goal(B, 3), seen().deployment(B, 3, 3));
        assertThat(next.rollback()).isEmpty();
        assertThat(next.failure()).isEmpty();
        assertThat(next.moving()).isFalse();
    }

    @Test
    void anOlderRevisionThatFailsTooDoesNotBringBackWhatWasRolledBackInMidRoll() {
        Position at = serving(C).rollBack(TO_A).withFailure(Optional.of(failed(A)));
        assertThat(next(at, goal(B, 3), seen().deployment(C, 3, 3))).isEqualTo(at);
    }

    @Test
    void whatCannotSetOutIsAFailureAndNothingMoves() {
        var obstacle = new Failure(A, Reason.SecretMissing, "Secret mail is missing", NOON);
        var goal = new Goal(
                Optional.of(B), Optional.of(A), Optional.of(obstacle), true, false, 3, new Rolling(), Positions.DEADLINE);
        Position next = StepMachine.next(serving(C).rollBack(TO_A), goal, seen().deployment(C, 3, 3).fleet());
        assertThat(next.moving()).isFalse();
        assertThat(next.failure()).contains(obstacle);
        assertThat(StepMachine.next(next, goal, seen().deployment(C, 3, 3).fleet())).isEqualTo(next);
    }

    @Test
    void backAtWhatTheSpecDescribesNothingIsRemembered() {
        Position at = serving(B).rollBack(new Rollback(B, B));
        assertThat(next(at, goal(B, 3), seen().deployment(B, 3, 3)).rollback()).isEmpty();
    }

    @Test
    void returningToWhatTheSpecDescribesIsNotHeldByGatesEither() {
        Position next = next(serving(A).rollBack(new Rollback(B, B)), gated(B, 3), seen().deployment(A, 3, 3));
        assertThat(next.candidate()).contains(B);
    }
}

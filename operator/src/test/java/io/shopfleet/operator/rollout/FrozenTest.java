package io.shopfleet.operator.rollout;

import static io.shopfleet.operator.rollout.Positions.A;
import static io.shopfleet.operator.rollout.Positions.B;
import static io.shopfleet.operator.rollout.Positions.C;
import static io.shopfleet.operator.rollout.Positions.NOON;
import static io.shopfleet.operator.rollout.Positions.back;
import static io.shopfleet.operator.rollout.Positions.failed;
import static io.shopfleet.operator.rollout.Positions.forward;
import static io.shopfleet.operator.rollout.Positions.frozen;
import static io.shopfleet.operator.rollout.Positions.goal;
import static io.shopfleet.operator.rollout.Positions.moving;
import static io.shopfleet.operator.rollout.Positions.serving;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.api.v1alpha1.Direction;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Rollback;
import io.shopfleet.operator.fleet.Sighting;
import io.shopfleet.operator.source.Epoch;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The step machine in a freeze")
class FrozenTest {
    private static final Instant LATE = NOON.plusSeconds(601);

    private static Sighting seen(int old, int young) {
        return new Sighting().at(LATE).deployment(A, old, old).deployment(B, young, young);
    }

    private static Position next(Position at, Goal goal, Sighting seen) {
        return StepMachine.next(at, goal, seen.fleet());
    }

    private static Position of(int pods, Position position) {
        return position.of(pods);
    }

    @Test
    void startsNoRevisionNeitherTheFirstNorANewOne() {
        assertThat(next(Position.NONE, frozen(B, 3), new Sighting())).isEqualTo(Position.NONE);
        assertThat(next(serving(A), frozen(B, 3), new Sighting().deployment(A, 3, 3))).isEqualTo(serving(A));
    }

    @Test
    void holdsACandidateThatIsWellHoweverLongItTakes() {
        assertThat(next(forward(3, 2), frozen(B, 4), seen(3, 2))).isEqualTo(forward(3, 2));
        assertThat(next(forward(3, 2), goal(B, 4), seen(3, 2)).step()).isEqualTo(new Step(2, 3));
    }

    @Test
    void promotesNoCandidateThoughItHasAllPods() {
        assertThat(next(forward(0, 4), frozen(B, 4), seen(0, 4))).isEqualTo(forward(0, 4));
        Position first = moving(null, B, Direction.Forward, 0, 4);
        assertThat(next(first, frozen(B, 4), new Sighting().deployment(B, 4, 4))).isEqualTo(first);
    }

    @Test
    void returnsFromACandidateThatIsIllPastItsDeadline() {
        Position next = next(forward(3, 2), frozen(B, 4), new Sighting().at(LATE).deployment(A, 3, 3).deployment(B, 2, 1));
        assertThat(next.direction()).isEqualTo(Direction.Back);
        assertThat(next.failure().orElseThrow().reason()).isEqualTo(Reason.ProgressDeadlineExceeded);
        assertThat(next(next, frozen(B, 4), new Sighting().at(LATE).deployment(A, 3, 3).deployment(B, 2, 1))).isEqualTo(next);
    }

    @Test
    void givesTheServingRevisionThePodsThatACandidateLoses() {
        Position next = next(forward(2, 3), frozen(B, 4), new Sighting().at(NOON).deployment(A, 2, 2).deployment(B, 3, 1));
        assertThat(next.direction()).isEqualTo(Direction.Forward);
        assertThat(next.step()).isEqualTo(new Step(3, 2));
    }

    @Test
    void scalesWithThePodsOfTheServingRevision() {
        Position at = of(4, forward(3, 2));
        assertThat(next(at, frozen(B, 7), seen(3, 2)).step()).isEqualTo(new Step(6, 2));
        assertThat(next(at, frozen(B, 3), seen(3, 2)).step()).isEqualTo(new Step(2, 2));
        assertThat(next(at, frozen(B, 1), seen(3, 2)).step()).as("it goes on serving").isEqualTo(new Step(1, 1));
        assertThat(next(at, frozen(B, 0), seen(3, 2)).step()).isEqualTo(new Step(0, 0));
    }

    @Test
    void letsACandidateLeaveThatTheSpecNoLongerDescribesAndDoesNotTurnItRoundAgain() {
        Position leaving = next(forward(3, 2), frozen(C, 4), seen(3, 2));
        assertThat(leaving.direction()).isEqualTo(Direction.Back);
        assertThat(next(back(3, 2), frozen(B, 4), seen(3, 2)).direction()).isEqualTo(Direction.Back);
        assertThat(next(back(3, 2), goal(B, 4), seen(3, 2)).direction()).isEqualTo(Direction.Forward);
    }

    @Test
    void letsARollbackThroughFromStartToPromotion() {
        Position at = serving(C).rollBack(new Rollback(C, A));
        Goal goal = frozen(new Goal(
                Optional.of(C), Optional.of(A), Optional.empty(), true, true, 3, new Rolling(), Positions.DEADLINE));
        Position started = next(at, goal, new Sighting().deployment(C, 3, 3));
        assertThat(started.candidate()).contains(A);
        Position arriving = moving(C, A, Direction.Forward, 0, 3).rollBack(new Rollback(C, A));
        assertThat(next(arriving, goal, new Sighting().deployment(C, 0, 0).deployment(A, 3, 3)).serving()).contains(A);
    }

    @Test
    void holdsNewCredentialsTooAlsoAfterARollback() {
        assertThat(next(serving(A + "-1"), frozen(A + "-2", 3), new Sighting().epoch(epoch(1)).deployment(A + "-1", 3, 3)))
                .isEqualTo(serving(A + "-1"));
        Position rolledBack = serving(A + "-1").rollBack(new Rollback(C, A));
        Goal goal = frozen(new Goal(
                Optional.of(C), Optional.of(A + "-2"), Optional.empty(), true, true, 3, new Rolling(), Positions.DEADLINE));
        assertThat(next(rolledBack, goal, new Sighting().epoch(epoch(1)).deployment(A + "-1", 3, 3))).isEqualTo(rolledBack);
    }

    @Test
    void replacesCredentialsOfWhichTheCopyIsLost() {
        Position next = next(serving(A + "-1"), frozen(A + "-2", 3), new Sighting().deployment(A + "-1", 3, 3));
        assertThat(next.candidate()).contains(A + "-2");
    }

    @Test
    void remembersWhatFailed() {
        Position at = serving(A).withFailure(Optional.of(failed(B)));
        assertThat(next(at, frozen(B, 3), new Sighting().deployment(A, 3, 3))).isEqualTo(at);
    }

    private static Epoch epoch(long number) {
        return Epoch.of(number, "mine", new TreeMap<>());
    }
}

package io.shopfleet.operator.rollout;

import static io.shopfleet.operator.rollout.Positions.A;
import static io.shopfleet.operator.rollout.Positions.B;
import static io.shopfleet.operator.rollout.Positions.C;
import static io.shopfleet.operator.rollout.Positions.NOON;
import static io.shopfleet.operator.rollout.Positions.back;
import static io.shopfleet.operator.rollout.Positions.failed;
import static io.shopfleet.operator.rollout.Positions.forward;
import static io.shopfleet.operator.rollout.Positions.gated;
import static io.shopfleet.operator.rollout.Positions.goal;
import static io.shopfleet.operator.rollout.Positions.moving;
import static io.shopfleet.operator.rollout.Positions.serving;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.api.v1alpha1.Direction;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.operator.fleet.Sighting;
import io.shopfleet.operator.fleet.Trouble;
import io.shopfleet.operator.fleet.Workload;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The step machine")
class StepMachineTest {
    private static final Instant SOON = NOON.plusSeconds(5);
    private static final Instant AT_THE_DEADLINE = NOON.plusSeconds(600);
    private static final Instant LATE = NOON.plusSeconds(601);

    private static Sighting seen() {
        return new Sighting().at(SOON);
    }

    private static Position next(Position at, Goal goal, Sighting seen) {
        return StepMachine.next(at, goal, seen.fleet());
    }

    @Nested
    @DisplayName("at rest")
    class AtRest {

        @Test
        void theVeryFirstRevisionStartsWithAllItsPodsBecauseThereIsNothingToProtect() {
            Position next = next(Position.NONE, goal(B, 3), seen());
            assertThat(next).isEqualTo(new Position(
                    1, Optional.empty(), Optional.of(B), Direction.Forward, new Step(0, 3), SOON, SOON,
                    Optional.empty(), Optional.empty(), Optional.of(3)));
        }

        @Test
        void aNewRevisionSetsOutBesideTheServingOneWithTheSurgeOnly() {
            Position next = next(serving(A), goal(B, 3), seen().deployment(A, 3, 3));
            assertThat(next).isEqualTo(new Position(
                    8, Optional.of(A), Optional.of(B), Direction.Forward, new Step(3, 1), SOON, SOON,
                    Optional.empty(), Optional.empty(), Optional.of(3)));
        }

        @Test
        void closedGatesHoldANewRevision() {
            assertThat(next(serving(A), gated(B, 3), seen().deployment(A, 3, 3))).isEqualTo(serving(A));
            assertThat(next(Position.NONE, gated(B, 3), seen())).isEqualTo(Position.NONE);
        }

        @Test
        void aSpecThatCannotBeRenderedStartsNothing() {
            assertThat(next(serving(A), goal(null, 3), seen().deployment(A, 3, 3))).isEqualTo(serving(A));
        }

        @Test
        void theServingRevisionStaysWhereItIs() {
            assertThat(next(serving(A), goal(A, 3), seen().deployment(A, 3, 1))).isEqualTo(serving(A));
        }

        @Test
        void aFailedRevisionIsNotTriedAgain() {
            Position at = serving(A).withFailure(Optional.of(failed(B)));
            assertThat(next(at, goal(B, 3), seen().deployment(A, 3, 3))).isEqualTo(at);
        }

        @Test
        void anyOtherRevisionIsTriedAfterAFailure() {
            Position at = serving(A).withFailure(Optional.of(failed(B)));
            Position next = next(at, goal(C, 3), seen().deployment(A, 3, 3));
            assertThat(next.candidate()).contains(C);
            assertThat(next.failure()).isEmpty();
            assertThat(next.beat()).isEqualTo(9);
        }

        @Test
        void aFailureIsForgottenWhenTheSpecReturnsToTheServingRevision() {
            Position at = serving(A).withFailure(Optional.of(failed(B)));
            assertThat(next(at, goal(A, 3), seen().deployment(A, 3, 3)).failure()).isEmpty();
        }
    }

    @Nested
    @DisplayName("on the way forward")
    class Forward {

        @Test
        void eachStepRecordsThePodsThatItIsFor() {
            assertThat(next(forward(3, 1).of(3), goal(B, 6), seen().deployment(A, 3, 3).deployment(B, 1, 1)).replicas())
                    .contains(6);
            assertThat(next(forward(3, 1).of(3), goal(B, 3), seen().deployment(A, 3, 3).deployment(B, 1, 0)))
                    .isEqualTo(forward(3, 1).of(3));
            assertThat(next(forward(1, 3).of(3), goal(B, 3), seen().deployment(A, 1, 1).deployment(B, 3, 3)).replicas())
                    .isEmpty();
        }

        @Test
        void threePodsAreReplacedOneByOne() {
            assertThat(next(forward(3, 1), goal(B, 3), seen().deployment(A, 3, 3).deployment(B, 1, 1)).step())
                    .isEqualTo(new Step(2, 2));
            assertThat(next(forward(2, 2), goal(B, 3), seen().deployment(A, 2, 2).deployment(B, 2, 2)).step())
                    .isEqualTo(new Step(1, 3));
            assertThat(next(forward(1, 3), goal(B, 3), seen().deployment(A, 1, 1).deployment(B, 3, 3)))
                    .isEqualTo(new Position(
                            8, Optional.of(B), Optional.empty(), Direction.Forward, new Step(0, 0), NOON, SOON,
                            Optional.empty()));
        }

        @Test
        void aSinglePodIsReplacedInOneStep() {
            Position next = next(forward(1, 1), goal(B, 1), seen().deployment(A, 1, 1).deployment(B, 1, 1));
            assertThat(next.serving()).contains(B);
            assertThat(next.moving()).isFalse();
        }

        @Test
        void nothingChangesWhileTheNewPodIsNotAvailable() {
            assertThat(next(forward(3, 1), goal(B, 3), seen().deployment(A, 3, 3).deployment(B, 1, 0)))
                    .isEqualTo(forward(3, 1));
        }

        @Test
        void aStepIsNotLeftBeforeTheDeploymentsAskForIt() {
            assertThat(next(forward(2, 2), goal(B, 3), seen().deployment(A, 3, 3).deployment(B, 2, 2)))
                    .isEqualTo(forward(2, 2));
            assertThat(next(forward(2, 2), goal(B, 3), seen().deployment(A, 2, 2))).isEqualTo(forward(2, 2));
        }

        @Test
        void aStepIsNotLeftBeforeItsControllerHasSeenIt() {
            var unsettled = new Workload(B, 3, false, 3, 3, true);
            assertThat(next(forward(0, 3), goal(B, 3), seen().deployment(A, 0, 0).workload(unsettled)))
                    .isEqualTo(forward(0, 3));
        }

        @Test
        void closedGatesDoNotHoldACandidateThatHasStarted() {
            assertThat(next(forward(3, 1), gated(B, 3), seen().deployment(A, 3, 3).deployment(B, 1, 1)).step())
                    .isEqualTo(new Step(2, 2));
        }

        @Test
        void aSpecThatCannotBeRenderedAnyMoreDoesNotHoldACandidateThatHasStarted() {
            assertThat(next(forward(3, 1), goal(null, 3), seen().deployment(A, 3, 3).deployment(B, 1, 1)).step())
                    .isEqualTo(new Step(2, 2));
        }

        @Test
        void aNewSpecSendsTheCandidateBackFirst() {
            Position next = next(forward(2, 2), goal(C, 3), seen().deployment(A, 2, 2).deployment(B, 2, 2));
            assertThat(next.direction()).isEqualTo(Direction.Back);
            assertThat(next.candidate()).contains(B);
            assertThat(next.failure()).isEmpty();
        }

        @Test
        void aNewSpecReplacesACandidateAtOnceWhereNothingServes() {
            Position at = moving(null, B, Direction.Forward, 0, 3);
            Position next = next(at, goal(C, 3), seen().deployment(B, 3, 0));
            assertThat(next.candidate()).contains(C);
            assertThat(next.step()).isEqualTo(new Step(0, 3));
        }

        @Test
        void lostNewPodsAreMadeUpForByOldOnes() {
            assertThat(next(forward(1, 3), goal(B, 3), seen().deployment(A, 1, 1).deployment(B, 3, 1)).step())
                    .isEqualTo(new Step(2, 2));
        }

        @Test
        void aCandidateGoesOnWhereNothingServesWhileGatesHoldItsSuccessor() {
            Position at = moving(null, B, Direction.Forward, 0, 3);
            assertThat(next(at, gated(C, 3), seen().deployment(B, 3, 0))).isEqualTo(at);
            assertThat(next(at, gated(C, 3), seen().deployment(B, 3, 3)).serving()).contains(B);
        }

        @Test
        void moreReplicasAreTakenInWithTheNextStep() {
            Position next = next(forward(2, 2), goal(B, 8), seen().deployment(A, 2, 2).deployment(B, 2, 2));
            assertThat(next.step()).isEqualTo(new Step(6, 4));
        }

        @Test
        void fewerReplicasMayEndTheRolloutAtOnce() {
            Position next = next(forward(2, 2), goal(B, 2), seen().deployment(A, 2, 2).deployment(B, 2, 2));
            assertThat(next.serving()).contains(B);
        }

        @Test
        void aFirstRolloutTakesANewNumberOfReplicasAtOnce() {
            Position at = moving(null, B, Direction.Forward, 0, 3);
            assertThat(next(at, goal(B, 5), seen().deployment(B, 3, 0)).step()).isEqualTo(new Step(0, 5));
        }
    }

    @Nested
    @DisplayName("past the deadline")
    class PastTheDeadline {

        @Test
        void aStepMayTakeTheWholeDeadline() {
            Sighting seen = seen().at(AT_THE_DEADLINE).deployment(A, 3, 3).deployment(B, 1, 0);
            assertThat(next(forward(3, 1), goal(B, 3), seen)).isEqualTo(forward(3, 1));
        }

        @Test
        void aStepThatTakesLongerIsGivenUpForTheReasonOfItsPods() {
            Sighting seen = seen().at(LATE).deployment(A, 3, 3).deployment(B, 1, 0)
                    .trouble(B, new Trouble(Reason.ImagePullFailed, "image x cannot be pulled"));
            Position next = next(forward(3, 1), goal(B, 3), seen);
            assertThat(next.direction()).isEqualTo(Direction.Back);
            assertThat(next.failure()).contains(new Failure(B, Reason.ImagePullFailed, "image x cannot be pulled", LATE));
            assertThat(next.step()).isEqualTo(new Step(3, 0));
        }

        @Test
        void withoutATroubleTheDeadlineItselfIsTheReason() {
            Sighting seen = seen().at(LATE).deployment(A, 3, 3).deployment(B, 1, 0);
            assertThat(next(forward(3, 1), goal(B, 3), seen).failure()).contains(new Failure(
                    B,
                    Reason.ProgressDeadlineExceeded,
                    "too few pods became available within spec.rollout.progressDeadline",
                    LATE));
        }

        @Test
        void aCandidateThatIsAllThereIsPromotedHoweverLate() {
            Sighting seen = seen().at(LATE).deployment(A, 1, 1).deployment(B, 3, 3);
            assertThat(next(forward(1, 3), goal(B, 3), seen).serving()).contains(B);
        }

        @Test
        void aStepThatHasWhatItNeedsGoesOnHoweverLateTheOperatorLooks() {
            Sighting seen = seen().at(LATE).deployment(A, 3, 3).deployment(B, 1, 1);
            assertThat(next(forward(3, 1), goal(B, 3), seen).step()).isEqualTo(new Step(2, 2));
        }

        @Test
        void aFirstRevisionHasNowhereToReturnToSoItsFailureIsToldOnce() {
            Position at = moving(null, B, Direction.Forward, 0, 3);
            Sighting seen = seen().at(LATE).deployment(B, 3, 0)
                    .trouble(B, new Trouble(Reason.CrashLooping, "the container ends again and again"));
            Position told = next(at, goal(B, 3), seen);
            assertThat(told.direction()).isEqualTo(Direction.Forward);
            assertThat(told.candidate()).contains(B);
            assertThat(told.failure().map(Failure::reason)).contains(Reason.CrashLooping);
            assertThat(next(told, goal(B, 3), seen)).isEqualTo(told);
        }

        @Test
        void aFirstRevisionThatFailedStillTakesANewNumberOfReplicas() {
            Position at = moving(null, B, Direction.Forward, 0, 3);
            Sighting seen = seen().at(LATE).deployment(B, 3, 0);
            Position told = next(at, goal(B, 3), seen);
            assertThat(next(told, goal(B, 5), seen).step()).isEqualTo(new Step(0, 5));
        }

        @Test
        void aStepThatTakesEffectOnlyNowHasItsWholeDeadlineBeforeIt() {
            Sighting seen = seen().at(LATE).deployment(A, 3, 3).deployment(B, 1, 1);
            Position next = next(forward(2, 2), goal(B, 3), seen);
            assertThat(next).isEqualTo(new Position(
                    8, Optional.of(A), Optional.of(B), Direction.Forward, new Step(2, 2), NOON, LATE,
                    Optional.empty(), Optional.empty(), Optional.of(3)));
        }

        @Test
        void aCandidateThatGoesToAndFroIsGivenUpAfterAsManyDeadlinesAsItHasPodsAndOneMore() {
            Position at = new Position(
                    7, Optional.of(A), Optional.of(B), Direction.Forward, new Step(2, 2), NOON, NOON.plusSeconds(2400),
                    Optional.empty());
            Sighting lost = seen().deployment(A, 2, 2).deployment(B, 2, 0);
            assertThat(next(at, goal(B, 3), lost.at(NOON.plusSeconds(2400))).direction()).isEqualTo(Direction.Forward);
            assertThat(next(at, goal(B, 3), lost.at(NOON.plusSeconds(2401))).direction()).isEqualTo(Direction.Back);
        }

        @Test
        void aFirstRevisionThatComesUpAfterAllIsPromotedAndItsFailureForgotten() {
            Position at = moving(null, B, Direction.Forward, 0, 3).withFailure(Optional.of(failed(B)));
            Position next = next(at, goal(B, 3), seen().at(LATE).deployment(B, 3, 3));
            assertThat(next.serving()).contains(B);
            assertThat(next.failure()).isEmpty();
        }
    }

    @Nested
    @DisplayName("on the way back")
    class Back {

        @Test
        void capacityComesFirstThenTheCandidateShrinks() {
            assertThat(next(back(1, 3), goal(C, 3), seen().deployment(A, 1, 1).deployment(B, 3, 3)).step())
                    .isEqualTo(new Step(2, 2));
            assertThat(next(back(2, 2), goal(C, 3), seen().deployment(A, 2, 2).deployment(B, 2, 2)).step())
                    .isEqualTo(new Step(3, 1));
            Position dropped = next(back(3, 1), goal(C, 3), seen().deployment(A, 3, 3).deployment(B, 1, 1));
            assertThat(dropped).isEqualTo(new Position(
                    8, Optional.of(A), Optional.empty(), Direction.Forward, new Step(0, 0), NOON, SOON,
                    Optional.empty()));
        }

        @Test
        void theCandidateIsKeptUntilTheServingPodsAreAvailable() {
            assertThat(next(back(3, 1), goal(C, 3), seen().deployment(A, 3, 2).deployment(B, 1, 1))).isEqualTo(back(3, 1));
        }

        @Test
        void closedGatesDoNotHoldTheWayBack() {
            assertThat(next(back(1, 3), gated(C, 3), seen().deployment(A, 1, 1).deployment(B, 3, 3)).step())
                    .isEqualTo(new Step(2, 2));
        }

        @Test
        void theDeadlineDoesNotCountOnTheWayBack() {
            assertThat(next(back(3, 1), goal(C, 3), seen().at(LATE).deployment(A, 3, 2).deployment(B, 1, 1)))
                    .isEqualTo(back(3, 1));
        }

        @Test
        void aSpecThatReturnsToTheCandidateTurnsTheRolloutRound() {
            Position next = next(back(2, 2), goal(B, 3), seen().deployment(A, 2, 2).deployment(B, 2, 2));
            assertThat(next.direction()).isEqualTo(Direction.Forward);
            assertThat(next.step()).isEqualTo(new Step(2, 2));
        }

        @Test
        void aFailedCandidateDoesNotTurnRoundThoughItIsStillWanted() {
            Position at = back(2, 2).withFailure(Optional.of(failed(B)));
            Position next = next(at, goal(B, 3), seen().deployment(A, 2, 2).deployment(B, 2, 0));
            assertThat(next.direction()).isEqualTo(Direction.Back);
            assertThat(next.step()).isEqualTo(new Step(3, 0));
        }

        @Test
        void podsOfTheCandidateThatDoNotAnswerMakeRoomAtOnce() {
            assertThat(next(back(1, 3), goal(C, 3), seen().deployment(A, 1, 1).deployment(B, 3, 1)).step())
                    .isEqualTo(new Step(3, 1));
        }

        @Test
        void aCandidateThatDoesNotAnswerIsNotKeptForTheSakeOfABrokenServingRevision() {
            Sighting broken = seen().deployment(A, 3, 0).deployment(B, 0, 0);
            assertThat(next(back(3, 0), goal(C, 3), broken).moving()).isFalse();
        }

        @Test
        void aCandidateThatAnswersIsKeptWhileTheServingRevisionIsBroken() {
            assertThat(next(back(1, 3), goal(C, 3), seen().deployment(A, 1, 0).deployment(B, 3, 2)).step())
                    .isEqualTo(new Step(2, 2));
            Sighting broken = seen().deployment(A, 2, 0).deployment(B, 2, 2);
            assertThat(next(back(2, 2), goal(C, 3), broken)).isEqualTo(back(2, 2));
        }

        @Test
        void theFailureOutlivesTheCandidate() {
            Position at = back(3, 1).withFailure(Optional.of(failed(B)));
            Position next = next(at, goal(B, 3), seen().deployment(A, 3, 3).deployment(B, 1, 0));
            assertThat(next.moving()).isFalse();
            assertThat(next.failure()).contains(failed(B));
        }

        @Test
        void fewerReplicasShortenTheWayBack() {
            Position next = next(back(2, 2), goal(C, 1), seen().deployment(A, 2, 2).deployment(B, 2, 2));
            assertThat(next.step()).isEqualTo(new Step(1, 0));
        }
    }
}

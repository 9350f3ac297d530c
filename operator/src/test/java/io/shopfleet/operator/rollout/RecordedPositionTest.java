package io.shopfleet.operator.rollout;

import static io.shopfleet.operator.rollout.Positions.A;
import static io.shopfleet.operator.rollout.Positions.B;
import static io.shopfleet.operator.rollout.Positions.C;
import static io.shopfleet.operator.rollout.Positions.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.api.v1alpha1.Direction;
import io.shopfleet.api.v1alpha1.FailedRevision;
import io.shopfleet.api.v1alpha1.RevisionStatus;
import io.shopfleet.api.v1alpha1.Rollback;
import io.shopfleet.api.v1alpha1.ShopServiceStatus;
import io.shopfleet.operator.fleet.CanonicalJson;
import io.shopfleet.operator.fleet.Child;
import io.shopfleet.operator.fleet.ManagedKind;
import io.shopfleet.operator.fleet.ObjectKey;
import io.shopfleet.operator.fleet.RevisionRecord;
import io.shopfleet.operator.fleet.Sighting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The recorded position")
class RecordedPositionTest {

    static Stream<Position> positions() {
        return Stream.of(
                Positions.serving(A),
                Positions.forward(3, 1),
                Positions.forward(3, 1).of(3),
                Positions.back(2, 2),
                Positions.moving(null, B, Direction.Forward, 0, 3),
                Positions.back(2, 2).withFailure(Optional.of(Positions.failed(B))),
                Positions.serving(A).withFailure(Optional.of(Positions.failed(B))),
                Positions.serving(A).rollBack(new Rollback(B, A)),
                Positions.forward(2, 2).rollBack(new Rollback(C, B)));
    }

    /** As the reporter writes it, through JSON and back. */
    private static ShopServiceStatus status(Position position) {
        var written = new ShopServiceStatus(
                1L, null, null, null, null, null, null, null, List.of(),
                position.serving().map(RecordedPositionTest::revision).orElse(null),
                position.candidate().map(RecordedPositionTest::revision).orElse(null),
                position.failure()
                        .map(failure -> new FailedRevision(
                                failure.revision(), "1", failure.reason(), failure.message(), failure.at().toString(), null))
                        .orElse(null),
                position.rollback().orElse(null), RecordedPosition.write(position, false, false), null, List.of(), List.of(),
                List.of(), null,
                null);
        return CanonicalJson.read(CanonicalJson.text(written), ShopServiceStatus.class);
    }

    private static RevisionStatus revision(String revision) {
        return new RevisionStatus(revision, "1", "a:1", null);
    }

    @ParameterizedTest
    @MethodSource("positions")
    void comesBackAsItWasWritten(Position position) {
        assertThat(RecordedPosition.read(status(position))).isEqualTo(position);
    }

    @Test
    void isNoneBeforeTheFirstStatus() {
        assertThat(RecordedPosition.read(null)).isEqualTo(Position.NONE);
    }

    private static RevisionRecord record(String revision, long sequence) {
        return new RevisionRecord(revision, sequence, "1", "0", 1, "1", "a:1", "{}", "{}", "[]", "{}", false);
    }

    private static Child pointer(String serving, long beat) {
        return new Child(
                new ObjectKey(ManagedKind.Service, "orders"), "uid", "1", Optional.of("mine"), Map.of(), Optional.empty(),
                "", Optional.empty(), Optional.of(serving), Optional.empty(), beat, Optional.empty(), false, false, false, false);
    }

    @Test
    void recoversServingFromTheServiceAndTheCandidateFromTheNewestOtherDeployment() {
        var fleet = new Sighting()
                .record(record(A, 1)).record(record(B, 2))
                .deployment(A, 2, 2).deployment(B, 2, 1)
                .child(pointer(A, 5))
                .fleet();
        assertThat(RecordedPosition.recover(fleet)).isEqualTo(new Position(
                6, Optional.of(A), Optional.of(B), Direction.Forward, new Step(2, 2), NOON, NOON, Optional.empty(),
                Optional.empty(), Optional.of(2)));
    }

    private static Child deployment(String revision, int rollout) {
        return new Child(
                new ObjectKey(ManagedKind.Deployment, "orders-" + revision), "uid", "1", Optional.of("mine"), Map.of(),
                Optional.of(revision), "", Optional.empty(), Optional.empty(), Optional.empty(), 5, Optional.of(rollout), true, false, false, false);
    }

    @Test
    void recoversThePodsThatARolloutIsForFromTheCandidate() {
        var fleet = new Sighting()
                .record(record(A, 1)).record(record(B, 2))
                .deployment(A, 3, 3).deployment(B, 2, 2)
                .child(pointer(A, 5)).child(deployment(A, 9)).child(deployment(B, 5))
                .fleet();
        assertThat(RecordedPosition.recover(fleet).replicas()).contains(5);
    }

    @Test
    void takesAReplacedRevisionThatIsStillThereForNoMeasureOfWhatHasGrownSince() {
        var fleet = new Sighting()
                .record(record(A, 1)).record(record(B, 2))
                .deployment(A, 1, 1).deployment(B, 9, 9)
                .child(pointer(B, 5)).child(deployment(A, 3))
                .fleet();
        assertThat(RecordedPosition.recover(fleet).replicas()).contains(9);
    }

    @Test
    void recoversAServiceAtRest() {
        var fleet = new Sighting().record(record(A, 1)).deployment(A, 2, 2).child(pointer(A, 5)).fleet();
        assertThat(RecordedPosition.recover(fleet)).isEqualTo(new Position(
                6, Optional.of(A), Optional.empty(), Direction.Forward, new Step(0, 0), NOON, NOON,
                Optional.empty()));
    }

    @Test
    void recoversAFirstRolloutWithoutAPodAsACandidate() {
        var fleet = new Sighting().record(record(A, 1)).deployment(A, 2, 0).fleet();
        Position recovered = RecordedPosition.recover(fleet);
        assertThat(recovered.serving()).isEmpty();
        assertThat(recovered.candidate()).contains(A);
        assertThat(recovered.step()).isEqualTo(new Step(0, 2));
    }

    @Test
    void takesTheOldestRevisionWithPodsForServingWhereNoServicePointsAnywhere() {
        var fleet = new Sighting()
                .record(record(A, 1)).record(record(B, 2)).deployment(A, 3, 3).deployment(B, 1, 1).fleet();
        Position recovered = RecordedPosition.recover(fleet);
        assertThat(recovered.serving()).contains(A);
        assertThat(recovered.candidate()).contains(B);
        assertThat(recovered.step()).isEqualTo(new Step(3, 1));
    }

    @Test
    void doesNotTrustAPointerToARevisionWithoutARecord() {
        var fleet = new Sighting().record(record(A, 1)).deployment(A, 1, 1).child(pointer("scribbled0", 5)).fleet();
        assertThat(RecordedPosition.recover(fleet).serving()).contains(A);
    }

    @Test
    void findsNothingWhereNothingIs() {
        Position recovered = RecordedPosition.recover(new Sighting().fleet());
        assertThat(recovered.serving()).isEmpty();
        assertThat(recovered.moving()).isFalse();
        assertThat(recovered.beat()).isEqualTo(1);
    }
}

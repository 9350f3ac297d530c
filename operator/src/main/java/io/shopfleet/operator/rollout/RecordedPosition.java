package io.shopfleet.operator.rollout;

import io.shopfleet.api.v1alpha1.Direction;
import io.shopfleet.api.v1alpha1.FailedRevision;
import io.shopfleet.api.v1alpha1.RevisionStatus;
import io.shopfleet.api.v1alpha1.RolloutStatus;
import io.shopfleet.api.v1alpha1.ShopServiceStatus;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.ManagedKind;
import io.shopfleet.operator.fleet.Pair;
import io.shopfleet.operator.fleet.Workload;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The position as status records it, and as the cluster shows it when the status is lost. */
public final class RecordedPosition {
    private RecordedPosition() {}

    public static Position read(ShopServiceStatus status) {
        if (status == null || status.rollout() == null || status.rollout().beat() == null) {
            return Position.NONE;
        }
        RolloutStatus rollout = status.rollout();
        return new Position(
                rollout.beat(),
                Optional.ofNullable(status.serving()).map(RecordedPosition::id),
                Optional.ofNullable(status.candidate()).map(RecordedPosition::id),
                Optional.ofNullable(rollout.direction()).orElse(Direction.Forward),
                new Step(orZero(rollout.servingReplicas()), orZero(rollout.candidateReplicas())),
                instant(rollout.startedAt()),
                instant(rollout.stepStartedAt()),
                Optional.ofNullable(status.failed()).map(RecordedPosition::failure),
                Optional.ofNullable(status.rollback()),
                Optional.ofNullable(rollout.replicas()));
    }

    /** The number of pods was the autoscaler's when the status was written. */
    public static boolean autoscaled(ShopServiceStatus status) {
        return status != null && status.rollout() != null && Boolean.TRUE.equals(status.rollout().autoscaled());
    }

    /** A freeze held the candidate when the status was written. */
    public static boolean frozen(ShopServiceStatus status) {
        return status != null && status.rollout() != null && Boolean.TRUE.equals(status.rollout().frozen());
    }

    public static RolloutStatus write(Position position, boolean autoscaled, boolean frozen) {
        boolean moving = position.moving();
        return new RolloutStatus(
                position.beat(),
                moving ? position.direction() : null,
                moving ? position.step().serving() : null,
                moving ? position.step().candidate() : null,
                position.replicas().orElse(null),
                autoscaled ? true : null,
                frozen && moving && position.direction() == Direction.Forward && !position.returning() ? true : null,
                position.startedAt().toString(),
                position.stepStartedAt().toString());
    }

    /**
     * Serving is what the stable Service points to. The newest other Deployment is the candidate, at the replicas it has:
     * so a lost status costs no pod and repeats no step.
     */
    public static Position recover(Fleet fleet) {
        Optional<String> serving = fleet.children().values().stream()
                .flatMap(child -> child.serving().stream())
                .filter(revision -> fleet.record(revision).isPresent())
                .findFirst()
                .or(() -> answering(fleet));
        Optional<String> candidate = recorded(fleet)
                .filter(id -> serving.filter(id::equals).isEmpty())
                .reduce((older, newer) -> newer);
        Step step = candidate.isPresent() ? new Step(wanted(fleet, serving), wanted(fleet, candidate)) : new Step(0, 0);
        return new Position(
                fleet.newestBeat() + 1,
                serving,
                candidate,
                Direction.Forward,
                step,
                fleet.now(),
                fleet.now(),
                Optional.empty(),
                Optional.empty(),
                candidate.map(revision -> Math.max(step.larger(), rollout(fleet, revision))));
    }

    /** A replaced revision that is still there tells of a rollout long ago: what has grown since counts more. */
    private static int rollout(Fleet fleet, String candidate) {
        return fleet.children().values().stream()
                .filter(child -> child.key().kind() == ManagedKind.Deployment)
                .filter(child -> child.revision().filter(candidate::equals).isPresent())
                .flatMap(child -> child.rollout().stream())
                .findFirst()
                .orElse(0);
    }

    /** A worker has no Service to point from, nor has a first rollout: the oldest that has available pods serves. */
    private static Optional<String> answering(Fleet fleet) {
        return recorded(fleet).filter(id -> fleet.available(id) > 0).findFirst();
    }

    /** What runs and has a record, in the order in which it set out. */
    private static Stream<String> recorded(Fleet fleet) {
        return fleet.records().stream().flatMap(record -> fleet.workloads().keySet().stream()
                .map(Pair::of)
                .filter(pair -> pair.revision().equals(record.revision()))
                .sorted(Comparator.comparing(pair -> pair.epoch().orElse(0L)))
                .map(Pair::id));
    }

    private static String id(RevisionStatus revision) {
        return Pair.of(revision.revision(), revision.epoch()).id();
    }

    private static int wanted(Fleet fleet, Optional<String> revision) {
        return revision.map(fleet.workloads()::get).map(Workload::wanted).orElse(0);
    }

    private static Failure failure(FailedRevision failed) {
        return new Failure(Pair.of(failed.revision(), failed.epoch()).id(), failed.reason(), failed.message(), instant(failed.at()));
    }

    private static Instant instant(String text) {
        return text == null ? Instant.EPOCH : Instant.parse(text);
    }

    private static int orZero(Integer number) {
        return number == null ? 0 : number;
    }
}

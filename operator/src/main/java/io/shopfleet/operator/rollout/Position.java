package io.shopfleet.operator.rollout;

import io.shopfleet.api.v1alpha1.Direction;
import io.shopfleet.api.v1alpha1.Rollback;
import io.shopfleet.operator.fleet.Pair;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the rollout of a service stands: what status records between two passes, and nothing else survives.
 *
 * @param beat grows by one with every change of position
 * @param serving what has the traffic, as {@link io.shopfleet.operator.fleet.Pair} identifies it: a revision, and its epoch
 * @param step pods of the two revisions; meaningful only while there is a candidate
 * @param stepStartedAt when the step was recorded; the progress deadline counts from here
 * @param failure the revision that was given up last, so that the same spec does not try it again
 * @param rollback revision that a command put in the place of the one that the spec describes, while that stays the same
 * @param replicas pods that the rollout is for; empty while there is none
 */
public record Position(
        long beat,
        Optional<String> serving,
        Optional<String> candidate,
        Direction direction,
        Step step,
        Instant startedAt,
        Instant stepStartedAt,
        Optional<Failure> failure,
        Optional<Rollback> rollback,
        Optional<Integer> replicas) {

    /** At rest, or known from the cluster alone. */
    public Position(
            long beat,
            Optional<String> serving,
            Optional<String> candidate,
            Direction direction,
            Step step,
            Instant startedAt,
            Instant stepStartedAt,
            Optional<Failure> failure) {
        this(
                beat, serving, candidate, direction, step, startedAt, stepStartedAt, failure, Optional.empty(),
                Optional.empty());
    }

    public static final Position NONE = new Position(
            0, Optional.empty(), Optional.empty(), Direction.Forward, new Step(0, 0), Instant.EPOCH, Instant.EPOCH,
            Optional.empty());

    public boolean moving() {
        return candidate.isPresent();
    }

    public boolean isCandidate(String id) {
        return candidate.filter(id::equals).isPresent();
    }

    public boolean isServing(String id) {
        return serving.filter(id::equals).isPresent();
    }

    public boolean isFailed(String id) {
        return failure.filter(failed -> failed.revision().equals(id)).isPresent();
    }

    /** A revision, whatever its epoch. */
    public boolean serves(String revision) {
        return servingRevision().filter(revision::equals).isPresent();
    }

    /** A revision, whatever its epoch. */
    public boolean hasFailed(String revision) {
        return failure.map(Failure::revision).map(Position::revision).filter(revision::equals).isPresent();
    }

    public Optional<String> servingRevision() {
        return serving.map(Position::revision);
    }

    public Optional<String> candidateRevision() {
        return candidate.map(Position::revision);
    }

    private static String revision(String id) {
        return Pair.of(id).revision();
    }

    /** The revision to make for: what the spec describes, or what a command put in its place. */
    public Optional<String> aim(Optional<String> wanted) {
        return inForce(wanted).map(Rollback::to).or(() -> wanted);
    }

    /** The revision that the spec describes and a command took back. */
    public Optional<String> withdrawn(Optional<String> wanted) {
        return inForce(wanted).filter(some -> !some.from().equals(some.to())).map(Rollback::from);
    }

    /** What a command put in the place of what the spec describes. A spec that cannot be rendered has not moved on. */
    public Optional<Rollback> inForce(Optional<String> wanted) {
        return rollback.filter(some -> wanted.isEmpty() || wanted.get().equals(some.from()));
    }

    /** A command makes another revision serve again than the one that serves now. */
    boolean returning() {
        return rollback.filter(some -> !serves(some.to())).isPresent();
    }

    /** The spec describes another revision than the one that was rolled back. */
    boolean outlived(Optional<String> wanted) {
        return rollback.isPresent() && inForce(wanted).isEmpty();
    }

    /** What serves and what is on its way. */
    public Stream<String> live() {
        return Stream.concat(serving.stream(), candidate.stream());
    }

    /** What ran before there was a service serves from now on. */
    public Position adopt(String revision, Instant now) {
        return new Position(
                beat + 1, Optional.of(revision), Optional.empty(), Direction.Forward, new Step(0, 0), now, now, Optional.empty());
    }

    /** A new candidate sets out. */
    public Position start(String revision, Step first, Instant now) {
        return new Position(
                beat + 1, serving, Optional.of(revision), Direction.Forward, first, now, now, Optional.empty(), rollback,
                replicas);
    }

    public Position to(Step next, Instant now) {
        return new Position(beat + 1, serving, candidate, direction, next, startedAt, now, failure, rollback, replicas);
    }

    /** The candidate is on its way out; without a failure it may still turn round. */
    public Position turnBack(Step next, Optional<Failure> why, Instant now) {
        return new Position(beat + 1, serving, candidate, Direction.Back, next, startedAt, now, why, rollback, replicas);
    }

    /** The candidate becomes the serving revision. */
    public Position promote(Instant now) {
        return new Position(
                beat + 1, candidate, Optional.empty(), Direction.Forward, new Step(0, 0), startedAt, now,
                Optional.empty(), rollback, Optional.empty());
    }

    /** The candidate is dropped; the serving revision has its capacity back. */
    public Position drop(Instant now) {
        return new Position(
                beat + 1, serving, Optional.empty(), Direction.Forward, new Step(0, 0), startedAt, now, failure,
                rollback, Optional.empty());
    }

    public Position withFailure(Optional<Failure> why) {
        return new Position(beat + 1, serving, candidate, direction, step, startedAt, stepStartedAt, why, rollback, replicas);
    }

    /** What failed is forgotten, and the clocks start anew. */
    public Position again(Instant now) {
        return new Position(beat + 1, serving, candidate, direction, step, now, now, Optional.empty(), rollback, replicas);
    }

    public Position rollBack(Rollback to) {
        return new Position(
                beat + 1, serving, candidate, direction, step, startedAt, stepStartedAt, Optional.empty(), Optional.of(to),
                replicas);
    }

    /** Neither a failure nor a rollback stands in the way of the spec any more. */
    public Position forget() {
        return new Position(
                beat + 1, serving, candidate, direction, step, startedAt, stepStartedAt, Optional.empty(), Optional.empty(),
                replicas);
    }

    /** The same, for so many pods. */
    Position of(int pods) {
        return new Position(
                beat, serving, candidate, direction, step, startedAt, stepStartedAt, failure, rollback, Optional.of(pods));
    }
}

package io.shopfleet.operator.rollout;

import io.shopfleet.api.v1alpha1.Direction;
import java.time.Instant;
import java.util.Optional;

/**
 * Where the rollout of a service stands: what status records between two passes, and nothing else survives.
 *
 * @param beat grows by one with every change of position
 * @param step pods of the two revisions; meaningful only while there is a candidate
 * @param stepStartedAt when the step was recorded; the progress deadline counts from here
 * @param failure the revision that was given up last, so that the same spec does not try it again
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
        this(beat, serving, candidate, direction, step, startedAt, stepStartedAt, failure, Optional.empty());
    }

    public static final Position NONE = new Position(
            0, Optional.empty(), Optional.empty(), Direction.Forward, new Step(0, 0), Instant.EPOCH, Instant.EPOCH,
            Optional.empty());

    public boolean moving() {
        return candidate.isPresent();
    }

    public boolean isCandidate(String revision) {
        return candidate.filter(revision::equals).isPresent();
    }

    public boolean isServing(String revision) {
        return serving.filter(revision::equals).isPresent();
    }

    public boolean isFailed(String revision) {
        return failure.filter(failed -> failed.revision().equals(revision)).isPresent();
    }

    /** A new candidate sets out. */
    public Position start(String revision, Step first, Instant now) {
        return new Position(
                beat + 1, serving, Optional.of(revision), Direction.Forward, first, now, now, Optional.empty(), replicas);
    }

    public Position to(Step next, Instant now) {
        return new Position(beat + 1, serving, candidate, direction, next, startedAt, now, failure, replicas);
    }

    /** The candidate is on its way out; without a failure it may still turn round. */
    public Position turnBack(Step next, Optional<Failure> why, Instant now) {
        return new Position(beat + 1, serving, candidate, Direction.Back, next, startedAt, now, why, replicas);
    }

    /** The candidate becomes the serving revision. */
    public Position promote(Instant now) {
        return new Position(
                beat + 1, candidate, Optional.empty(), Direction.Forward, new Step(0, 0), startedAt, now,
                Optional.empty());
    }

    /** The candidate is dropped; the serving revision has its capacity back. */
    public Position drop(Instant now) {
        return new Position(
                beat + 1, serving, Optional.empty(), Direction.Forward, new Step(0, 0), startedAt, now, failure);
    }

    public Position withFailure(Optional<Failure> why) {
        return new Position(beat + 1, serving, candidate, direction, step, startedAt, stepStartedAt, why, replicas);
    }

    /** The same, for so many pods. */
    Position of(int pods) {
        return new Position(
                beat, serving, candidate, direction, step, startedAt, stepStartedAt, failure, Optional.of(pods));
    }
}

package io.shopfleet.operator.rollout;

import io.shopfleet.api.v1alpha1.Direction;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.Pair;
import io.shopfleet.operator.fleet.Trouble;
import io.shopfleet.operator.fleet.Workload;
import java.util.Optional;

/**
 * From the recorded position to the next one. A step is left only on evidence that it took effect, the capacity of one
 * revision is taken away only after the other has it, and gates hold nothing but the start of a candidate.
 */
public final class StepMachine {
    private final Position at;
    private final Goal goal;
    private final Fleet fleet;

    private StepMachine(Position at, Goal goal, Fleet fleet) {
        this.at = at;
        this.goal = goal;
        this.fleet = fleet;
    }

    /** The position to record next; equal to {@code at} when there is nothing to change. */
    public static Position next(Position at, Goal goal, Fleet fleet) {
        Position next = at.outlived(goal.described()) ? at.forget() : new StepMachine(at, goal, fleet).next();
        return next.moving() && !next.equals(at) ? next.of(goal.replicas()) : next;
    }

    private Position next() {
        if (!at.moving()) {
            return rest();
        }
        return at.direction() == Direction.Forward ? forward() : back();
    }

    private Position rest() {
        if (goal.aim().isEmpty()) {
            return at;
        }
        String wanted = goal.aim().get();
        if (at.isFailed(wanted)) {
            return at.rollback().filter(rollback -> at.serves(rollback.from())).isPresent() ? at.forget() : at;
        }
        if (at.isServing(wanted)) {
            return settled();
        }
        if (!opened()) {
            return at;
        }
        return goal.obstacle().isPresent() ? at.withFailure(goal.obstacle()) : at.start(wanted, first(wanted), fleet.now());
    }

    /** Where the spec describes what serves, there is nothing left to remember. */
    private Position settled() {
        boolean asDescribed = at.rollback().filter(rollback -> rollback.from().equals(rollback.to())).isPresent();
        if (asDescribed) {
            return at.forget();
        }
        return at.failure().isPresent() ? at.withFailure(Optional.empty()) : at;
    }

    /** Gates hold what the spec asks for, never what a command put in its place. */
    private boolean opened() {
        return !frozen() && (goal.gatesOpen() || at.rollback().isPresent());
    }

    /** A freeze holds whatever is new, new credentials too, and never a revision that a command makes serve again. */
    private boolean frozen() {
        return goal.frozen() && !at.returning() && !mends();
    }

    /** What serves has lost the copy of its credentials, without which none of its pods starts again. */
    private boolean mends() {
        return goal.aim().map(Pair::of).filter(aim -> at.serves(aim.revision())).isPresent()
                && at.serving().map(Pair::of).flatMap(Pair::epoch).filter(epoch -> fleet.epoch(epoch).isEmpty()).isPresent();
    }

    /** With nothing to protect, all pods start at once; with tables to change before, none does. */
    private Step first(String candidate) {
        if (goal.preparation().isDue(candidate)) {
            return unprepared();
        }
        return at.serving().isPresent() ? goal.strategy().next(goal.replicas(), 0) : new Step(0, goal.replicas());
    }

    private Step unprepared() {
        return new Step(at.serving().isPresent() ? goal.replicas() : 0, 0);
    }

    private Position forward() {
        String candidate = at.candidate().orElseThrow();
        if (goal.preparation().running()) {
            return preparing(candidate);
        }
        boolean outdated = goal.aim().filter(aim -> !aim.equals(candidate)).isPresent();
        if (outdated && (at.serving().isPresent() || opened())) {
            return supersede(goal.aim().get());
        }
        if (frozen()) {
            return held(candidate);
        }
        if (goal.preparation().isDue(candidate)) {
            boolean lost = goal.preparation().hasFailed(candidate) || goal.late(at, fleet.now());
            return lost ? giveUp(candidate, unprepared()) : preparing(candidate);
        }
        Step step = stepOf(candidate);
        if (at.step().candidate() == 0 && step.candidate() > 0 && !fleet.workloads().containsKey(candidate)) {
            return at.to(step, fleet.now());
        }
        if (!inEffect()) {
            return untilInEffect(step);
        }
        if (fleet.available(candidate) >= goal.replicas()) {
            return at.promote(fleet.now());
        }
        boolean nearer = step.serving() < at.step().serving();
        boolean loses = step.serving() > at.step().serving();
        return goal.late(at, fleet.now()) && !nearer || loses && goal.overdue(at, fleet.now()) ? giveUp(candidate, step) : proceed(step);
    }

    /** A migration is never ended, whatever the spec asks for meanwhile, and no deadline of pods counts its time. */
    private Position preparing(String candidate) {
        return goal.preparation().isDue(candidate) ? proceed(unprepared()) : at;
    }

    /** Frozen: the candidate gains nothing and is not given up while the pods that it has are well. */
    private Position held(String candidate) {
        if (!inEffect()) {
            return untilInEffect(at.step());
        }
        boolean ill = fleet.available(candidate) < at.step().candidate();
        return ill && goal.late(at, fleet.now()) ? giveUp(candidate, heldStep(candidate)) : proceed(heldStep(candidate));
    }

    /** Pods that the service needs more, or loses in the candidate, are the serving revision's. */
    private Step heldStep(String candidate) {
        if (at.serving().isEmpty()) {
            return at.step();
        }
        int replicas = goal.replicas();
        int grown = replicas - at.replicas().orElse(replicas);
        int fewest = Math.min(1, Math.min(replicas, at.step().serving()));
        int serving = Math.max(fewest, Math.max(at.step().serving() + grown, replicas - fleet.available(candidate)));
        Step widest = goal.strategy().next(replicas, 0);
        int room = Math.max(0, widest.serving() + widest.candidate() - serving);
        return new Step(serving, Math.min(at.step().candidate(), room));
    }

    /**
     * The clock of a step starts when it takes effect: after a pause, or with the operator away, it was recorded long ago and
     * its pods have had no time at all.
     */
    private Position untilInEffect(Step step) {
        boolean resized = at.serving().isEmpty() && !step.equals(at.step());
        return resized || goal.late(at, fleet.now()) ? at.to(resized ? step : at.step(), fleet.now()) : at;
    }

    /**
     * The spec moved on: the way back first where something serves, straight to the new candidate where nothing does. Where
     * nothing serves and gates hold the new one, the old candidate goes on: it is all there is.
     */
    private Position supersede(String wanted) {
        if (at.serving().isPresent()) {
            return at.turnBack(backStep(), Optional.empty(), fleet.now());
        }
        return at.start(wanted, first(wanted), fleet.now());
    }

    private Position giveUp(String candidate, Step step) {
        Failure failure = failure(candidate);
        if (at.serving().isPresent()) {
            return at.turnBack(backStep(), Optional.of(failure), fleet.now());
        }
        return at.failure().isPresent() ? proceed(step) : at.withFailure(Optional.of(failure));
    }

    private Failure failure(String candidate) {
        Trouble trouble = fleet.troubles().get(candidate);
        return trouble == null
                ? new Failure(
                        candidate,
                        Reason.ProgressDeadlineExceeded,
                        "too few pods became available within spec.rollout.progressDeadline",
                        fleet.now())
                : new Failure(candidate, trouble.reason(), trouble.message(), fleet.now());
    }

    private Position proceed(Step step) {
        return step.equals(at.step()) ? at : at.to(step, fleet.now());
    }

    /** The step that what is available allows. */
    private Step stepOf(String candidate) {
        return at.serving().isPresent()
                ? goal.strategy().next(goal.replicas(), Math.min(goal.replicas(), fleet.available(candidate)))
                : new Step(0, goal.replicas());
    }

    /** Capacity first: a candidate that answers is dropped when the serving revision has all its pods back, and not before. */
    private Position back() {
        if (!frozen() && at.failure().isEmpty() && goal.aim().filter(at::isCandidate).isPresent()) {
            return at.start(at.candidate().get(), at.step(), fleet.now());
        }
        if (!inEffect()) {
            return at;
        }
        boolean spare = servingAvailable() >= goal.replicas() || candidateAvailable() == 0;
        return at.step().serving() == goal.replicas() && spare ? at.drop(fleet.now()) : proceed(backStep());
    }

    /**
     * The candidate keeps the pods that answer and are still needed, the serving revision gets all the room that is left. With
     * a healthy serving revision these are the steps forward with the roles exchanged.
     */
    private Step backStep() {
        int replicas = goal.replicas();
        Step widest = goal.strategy().next(replicas, 0);
        int needed = Math.min(Math.max(0, replicas - servingAvailable()), candidateAvailable());
        int candidate = Math.min(at.step().candidate(), needed);
        int room = widest.serving() + widest.candidate() - candidate;
        return new Step(Math.min(replicas, Math.max(at.step().serving(), room)), candidate);
    }

    private int candidateAvailable() {
        return fleet.available(at.candidate().orElseThrow());
    }

    private int servingAvailable() {
        return Math.min(at.step().serving(), fleet.available(at.serving().orElseThrow()));
    }

    /** Both Deployments ask for what the step says, and their controllers have seen it. */
    private boolean inEffect() {
        return shows(at.serving(), at.step().serving()) && shows(at.candidate(), at.step().candidate());
    }

    private boolean shows(Optional<String> revision, int replicas) {
        if (revision.isEmpty() || replicas == 0 && goal.preparation().isDue(revision.get())) {
            return true;
        }
        Workload workload = fleet.workloads().get(revision.get());
        return workload != null && workload.settled() && workload.wanted() == replicas;
    }
}

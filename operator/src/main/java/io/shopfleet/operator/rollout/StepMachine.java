package io.shopfleet.operator.rollout;

import io.shopfleet.api.v1alpha1.Direction;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.operator.fleet.Fleet;
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
        var machine = new StepMachine(at, goal, fleet);
        if (!at.moving()) {
            return machine.rest();
        }
        return at.direction() == Direction.Forward ? machine.forward() : machine.back();
    }

    private Position rest() {
        if (goal.wanted().isEmpty() || goal.wanted().filter(at::isFailed).isPresent()) {
            return at;
        }
        String wanted = goal.wanted().get();
        if (at.isServing(wanted)) {
            return at.failure().isPresent() ? at.withFailure(Optional.empty()) : at;
        }
        return goal.gatesOpen() ? at.start(wanted, first(), fleet.now()) : at;
    }

    /** With nothing to protect, all pods start at once. */
    private Step first() {
        return at.serving().isPresent() ? goal.strategy().next(goal.replicas(), 0) : new Step(0, goal.replicas());
    }

    private Position forward() {
        String candidate = at.candidate().orElseThrow();
        if (goal.wanted().isPresent() && !goal.wanted().get().equals(candidate)) {
            return supersede(goal.wanted().get());
        }
        Step step = stepOf(candidate);
        if (!inEffect()) {
            return untilInEffect(step);
        }
        if (fleet.available(candidate) >= goal.replicas()) {
            return at.promote(fleet.now());
        }
        boolean nearer = step.serving() < at.step().serving();
        boolean loses = step.serving() > at.step().serving();
        return late() && !nearer || loses && overdue() ? giveUp(candidate, step) : proceed(step);
    }

    /**
     * The clock of a step starts when it takes effect: after a pause, or with the operator away, it was recorded long ago and
     * its pods have had no time at all.
     */
    private Position untilInEffect(Step step) {
        boolean resized = at.serving().isEmpty() && !step.equals(at.step());
        return resized || late() ? at.to(resized ? step : at.step(), fleet.now()) : at;
    }

    /** The spec moved on: the way back first where something serves, straight to the new candidate where nothing does. */
    private Position supersede(String wanted) {
        if (at.serving().isPresent()) {
            return at.turnBack(backStep(), Optional.empty(), fleet.now());
        }
        return goal.gatesOpen() ? at.start(wanted, first(), fleet.now()) : at;
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

    /** Capacity first: the serving revision has all its pods back before the candidate is dropped. */
    private Position back() {
        if (at.failure().isEmpty() && goal.wanted().filter(at::isCandidate).isPresent()) {
            return at.start(at.candidate().get(), at.step(), fleet.now());
        }
        if (!inEffect()) {
            return at;
        }
        if (at.step().serving() == goal.replicas() && servingAvailable() >= goal.replicas()) {
            return at.drop(fleet.now());
        }
        return proceed(backStep());
    }

    /** The strategy's own step with the roles exchanged: the serving revision only grows, the candidate only shrinks. */
    private Step backStep() {
        int replicas = goal.replicas();
        Step mirrored = goal.strategy().next(replicas, Math.min(replicas, servingAvailable()));
        int candidate = Math.min(at.step().candidate(), mirrored.serving());
        int serving = Math.min(replicas, Math.max(at.step().serving(), mirrored.candidate()));
        return new Step(serving, candidate);
    }

    /** Pods beyond what the step asks for are on their way out, or will be as soon as the step is applied. */
    private int servingAvailable() {
        return Math.min(at.step().serving(), fleet.available(at.serving().orElseThrow()));
    }

    /** Both Deployments ask for what the step says, and their controllers have seen it. */
    private boolean inEffect() {
        return shows(at.serving(), at.step().serving()) && shows(at.candidate(), at.step().candidate());
    }

    private boolean shows(Optional<String> revision, int replicas) {
        if (revision.isEmpty()) {
            return true;
        }
        Workload workload = fleet.workloads().get(revision.get());
        return workload != null && workload.settled() && workload.wanted() == replicas;
    }

    private boolean late() {
        return fleet.now().isAfter(at.stepStartedAt().plus(goal.progressDeadline()));
    }

    /** A rollout that only goes on has a step per pod at most. One that took longer goes to and fro, and would for ever. */
    private boolean overdue() {
        return fleet.now().isAfter(at.startedAt().plus(goal.progressDeadline().multipliedBy(goal.replicas() + 1L)));
    }
}

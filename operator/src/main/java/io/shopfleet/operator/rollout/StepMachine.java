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
        if (inEffect() && fleet.available(candidate) >= goal.replicas()) {
            return at.promote(fleet.now());
        }
        if (late()) {
            return giveUp(candidate);
        }
        return proceed(candidate);
    }

    /** The spec moved on: the way back first where something serves, straight to the new candidate where nothing does. */
    private Position supersede(String wanted) {
        if (at.serving().isPresent()) {
            return at.turn(Direction.Back, backStep(), Optional.empty(), fleet.now());
        }
        return goal.gatesOpen() ? at.start(wanted, first(), fleet.now()) : at;
    }

    private Position giveUp(String candidate) {
        Failure failure = failure(candidate);
        if (at.serving().isPresent()) {
            return at.turn(Direction.Back, backStep(), Optional.of(failure), fleet.now());
        }
        return at.failure().isPresent() ? at : at.withFailure(Optional.of(failure));
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

    private Position proceed(String candidate) {
        Step next = at.serving().isPresent()
                ? goal.strategy().next(goal.replicas(), Math.min(goal.replicas(), fleet.available(candidate)))
                : new Step(0, goal.replicas());
        boolean resized = at.serving().isEmpty() && !next.equals(at.step());
        return !next.equals(at.step()) && (inEffect() || resized) ? at.to(next, fleet.now()) : at;
    }

    /** Capacity first: the serving revision has all its pods back before the candidate is dropped. */
    private Position back() {
        if (at.failure().isEmpty() && goal.wanted().filter(at::isCandidate).isPresent()) {
            return at.turn(Direction.Forward, at.step(), Optional.empty(), fleet.now());
        }
        if (!inEffect()) {
            return at;
        }
        if (at.step().serving() == goal.replicas() && servingAvailable() >= goal.replicas()) {
            return at.drop(fleet.now());
        }
        Step step = backStep();
        return at.step().equals(step) ? at : at.to(step, fleet.now());
    }

    /** The strategy's own step with the roles exchanged: the serving revision only grows, the candidate only shrinks. */
    private Step backStep() {
        int replicas = goal.replicas();
        Step mirrored = goal.strategy().next(replicas, Math.min(replicas, servingAvailable()));
        int candidate = Math.min(at.step().candidate(), mirrored.serving());
        int serving = Math.min(replicas, Math.max(at.step().serving(), mirrored.candidate()));
        return new Step(serving, candidate);
    }

    private int servingAvailable() {
        return fleet.available(at.serving().orElseThrow());
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
}

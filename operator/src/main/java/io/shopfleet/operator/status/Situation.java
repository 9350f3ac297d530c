package io.shopfleet.operator.status;

import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Verdict;
import io.shopfleet.operator.dependency.Contribution;
import io.shopfleet.operator.plan.Plan;
import io.shopfleet.operator.rollout.Failure;
import java.util.List;
import java.util.Optional;

/**
 * All that conditions and phase depend on, so that their truth table can be written down and tested.
 *
 * @param broken first problem that keeps the spec from being rendered
 * @param obstacle first object that could not be written
 * @param failure why the wanted revision, or the one on its way, was given up
 */
record Situation(
        boolean paused,
        Optional<Problem> broken,
        Optional<Problem> obstacle,
        List<Contribution> edges,
        Movement movement,
        boolean promoted,
        boolean serves,
        Optional<Failure> failure,
        int replicas,
        int available) {

    enum Movement {
        Resting,
        Forward,
        Back
    }

    static Situation of(Plan plan, List<Problem> obstacles, int available) {
        var next = plan.next();
        Movement movement = !next.moving()
                ? Movement.Resting
                : switch (next.direction()) {
                    case Forward -> Movement.Forward;
                    case Back -> Movement.Back;
                };
        return new Situation(
                plan.outcome() == Plan.Outcome.Paused,
                plan.problems().stream().findFirst(),
                obstacles.stream().findFirst(),
                plan.edges(),
                movement,
                plan.wanted().filter(wanted -> next.isServing(wanted.revision())).isPresent(),
                next.serving().isPresent(),
                next.failure(),
                plan.replicas(),
                available);
    }

    Optional<Contribution> missing() {
        return edges.stream()
                .filter(Contribution::holdsBack)
                .filter(edge -> edge.verdict() == Verdict.Broken)
                .findFirst();
    }

    Optional<Contribution> holding() {
        return missing().or(() -> edges.stream().filter(Contribution::holdsBack).findFirst());
    }
}

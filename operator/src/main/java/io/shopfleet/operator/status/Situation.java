package io.shopfleet.operator.status;

import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.Verdict;
import io.shopfleet.operator.dependency.Contribution;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.Pair;
import io.shopfleet.operator.fleet.Trouble;
import io.shopfleet.operator.fleet.Workload;
import io.shopfleet.operator.migration.Run.State;
import io.shopfleet.operator.plan.Plan;
import io.shopfleet.operator.rollout.Failure;
import io.shopfleet.operator.rollout.Position;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All that conditions and phase depend on, so that their truth table can be written down and tested.
 *
 * @param frozen which environment is frozen, until when and why
 * @param broken first problem that keeps the spec from being rendered
 * @param obstacle first object that could not be written
 * @param withdrawn what the spec describes and a command took back
 * @param failure why the wanted revision, or the one on its way, was given up
 * @param trouble what keeps the candidate's pods, or else the serving ones, from coming up
 * @param migration that runs before the candidate gets its first pod
 * @param outdated what serves has the template of another operator version
 * @param upgrading it is the service's turn to take the current one
 */
record Situation(
        boolean paused,
        Optional<String> frozen,
        Optional<Problem> broken,
        Optional<Problem> obstacle,
        List<Contribution> edges,
        Movement movement,
        boolean promoted,
        boolean serves,
        Optional<String> withdrawn,
        Optional<Failure> failure,
        Optional<Trouble> trouble,
        Optional<String> migration,
        int replicas,
        int available,
        boolean outdated,
        boolean upgrading) {

    private static final Duration START_UP = Duration.ofSeconds(30);

    enum Movement {
        Resting,
        Forward,
        Back
    }

    static Situation of(ShopService service, Plan plan, List<Problem> obstacles, Fleet fleet) {
        var next = plan.next();
        Optional<String> withdrawn = next.withdrawn(plan.aim().revision());
        Optional<String> aim = plan.aim().id(next);
        return new Situation(
                plan.outcome() == Plan.Outcome.Paused,
                fleet.frost().map(frost -> "ShopEnvironment " + service.getSpec().environment() + " is " + frost.words()),
                plan.problems().stream().filter(problem -> problem.severity() == Severity.Error).findFirst(),
                obstacles.stream().findFirst(),
                plan.edges(),
                movement(next, aim.filter(ordered -> withdrawn.isPresent())),
                withdrawn.isEmpty() && aim.filter(next::isServing).isPresent(),
                next.serving().isPresent(),
                withdrawn,
                next.failure().filter(failure -> next.moving() || concerns(failure, aim)),
                next.candidate().or(next::serving).map(fleet.troubles()::get).filter(trouble -> lasting(trouble, plan, fleet)),
                migration(fleet, aim.filter(id -> next.moving() && !next.isCandidate(id)).isPresent()),
                plan.replicas(),
                fleet.running(next.serving()).mapToInt(Workload::available).sum(),
                plan.aim().outdated(),
                fleet.upgrading());
    }

    private static Optional<String> migration(Fleet fleet, boolean outlived) {
        return fleet.migrations().values().stream()
                .filter(run -> run.is(State.UnderWay))
                .findFirst()
                .map(run -> "Job " + run.job() + " runs, a migration of " + Pair.of(run.labels()).map(Pair::words).orElse("a revision")
                        + (outlived ? "; the newer specification waits for its end" : ""));
    }

    /** A revision that shall serve by command and does not yet is awaited, even before it sets out. */
    private static Movement movement(Position next, Optional<String> ordered) {
        if (!next.moving()) {
            boolean awaited = ordered.filter(revision -> !next.isServing(revision) && !next.isFailed(revision)).isPresent();
            return awaited ? Movement.Back : Movement.Resting;
        }
        return switch (next.direction()) {
            case Forward -> Movement.Forward;
            case Back -> Movement.Back;
        };
    }

    /** Every application fails its probes while it starts; that is worth telling only when it goes on. */
    private static boolean lasting(Trouble trouble, Plan plan, Fleet fleet) {
        return trouble.reason() != Reason.ProbeFailing
                || fleet.now().isAfter(plan.at().stepStartedAt().plus(START_UP));
    }

    /** A failure is history once the rollout makes for another revision. */
    private static boolean concerns(Failure failure, Optional<String> aim) {
        return aim.map(failure.revision()::equals).orElse(true);
    }

    /** Something new waits for the end of a freeze. */
    boolean heldByFreeze() {
        return frozen.isPresent() && !promoted && broken.isEmpty();
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

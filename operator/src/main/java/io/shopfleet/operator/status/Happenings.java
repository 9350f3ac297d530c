package io.shopfleet.operator.status;

import io.shopfleet.api.v1alpha1.Direction;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.ShopServiceStatus;
import io.shopfleet.operator.plan.Applied;
import io.shopfleet.operator.plan.Plan;
import io.shopfleet.operator.rollout.Position;
import io.shopfleet.operator.rollout.RecordedPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Events from the difference between the status before and the plan: one per change, none for standing still. */
final class Happenings {
    private Happenings() {}

    static List<Happening> of(ShopService service, Plan plan, Applied applied, ShopServiceStatus before) {
        var happenings = new ArrayList<Happening>();
        movement(plan, RecordedPosition.read(before)).ifPresent(happenings::add);
        Stream.concat(plan.problems().stream(), applied.problems().stream())
                .filter(problem -> before == null || before.problems().stream().noneMatch(old -> same(old, problem)))
                .map(problem -> problem(problem, service.getMetadata().getGeneration(), plan))
                .forEach(happenings::add);
        applied.repairs().stream().map(Happenings::repair).forEach(happenings::add);
        return happenings;
    }

    private static Optional<Happening> movement(Plan plan, Position before) {
        Position next = plan.next();
        String key = "beat-" + next.beat();
        if (next.beat() == before.beat()) {
            return Optional.empty();
        }
        boolean failed = next.failure().isPresent() && !next.failure().equals(before.failure());
        if (failed) {
            String back = next.serving().map(revision -> "; returning to revision " + revision).orElse("");
            return next.failure().map(failure -> new Happening(
                    true,
                    failure.reason(),
                    "GiveUp",
                    "revision " + failure.revision() + " failed: " + failure.message() + back,
                    key));
        }
        if (next.moving() && !next.candidate().equals(before.candidate())) {
            return Optional.of(new Happening(
                    false, Reason.RolloutStarted, "Start", "revision " + next.candidate().get() + " sets out", key));
        }
        if (!next.serving().equals(before.serving()) && next.serving().isPresent()) {
            return Optional.of(new Happening(
                    false, Reason.Promoted, "Promote", "revision " + next.serving().get() + " has all the traffic", key));
        }
        boolean turned = next.moving() && next.direction() == Direction.Back && before.direction() == Direction.Forward;
        return turned
                ? Optional.of(new Happening(
                        false,
                        Reason.Superseded,
                        "Return",
                        "the spec changed; revision " + next.candidate().get() + " leaves before it was promoted",
                        key))
                : Optional.empty();
    }

    private static boolean same(Problem old, Problem problem) {
        return old.path().equals(problem.path()) && old.reason() == problem.reason();
    }

    private static Happening problem(Problem problem, long generation, Plan plan) {
        return new Happening(
                true,
                problem.reason(),
                "Check",
                problem.message() + "; " + problem.hint(),
                "generation-" + generation + "-" + plan.at().beat() + "-" + problem.path());
    }

    private static Happening repair(Applied.Repair repair) {
        return new Happening(
                true,
                Reason.DriftRepaired,
                "Repair",
                repair.object() + (repair.deleted() ? " was deleted; it is back" : " was changed by somebody else; it is put right"),
                repair.object() + "-" + repair.seen());
    }
}

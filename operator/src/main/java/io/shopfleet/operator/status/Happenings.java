package io.shopfleet.operator.status;

import io.shopfleet.api.v1alpha1.CommandOutcome;
import io.shopfleet.api.v1alpha1.CommandStatus;
import io.shopfleet.api.v1alpha1.Direction;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.RevisionStatus;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.ShopServiceStatus;
import io.shopfleet.operator.fleet.Pair;
import io.shopfleet.operator.fleet.RevisionRecord;
import io.shopfleet.operator.plan.Plan;
import io.shopfleet.operator.rollout.Failure;
import io.shopfleet.operator.rollout.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Events from the difference between the status before and after: one per change, none for standing still. */
final class Happenings {
    private Happenings() {}

    static List<Happening> of(ShopService service, Plan plan, Applied applied, ShopServiceStatus after) {
        ShopServiceStatus before = service.getStatus();
        var happenings = new ArrayList<Happening>();
        command(before, after).ifPresent(happenings::add);
        movement(plan.at(), plan.next(), after).ifPresent(happenings::add);
        after.problems().stream()
                .filter(problem -> before == null || before.problems().stream().noneMatch(old -> same(old, problem)))
                .map(problem -> problem(problem, service.getMetadata().getResourceVersion()))
                .forEach(happenings::add);
        applied.taken().stream().map(Happenings::taken).forEach(happenings::add);
        applied.repairs().stream().map(Happenings::repair).forEach(happenings::add);
        return happenings;
    }

    /** One for each command, whether it is taken up or refused. */
    private static Optional<Happening> command(ShopServiceStatus before, ShopServiceStatus after) {
        CommandStatus command = after.command();
        CommandStatus known = before == null ? null : before.command();
        boolean told = command == null
                || known != null
                        && Objects.equals(known.id(), command.id())
                        && Objects.equals(known.command(), command.command());
        if (told) {
            return Optional.empty();
        }
        boolean refused = command.outcome() == CommandOutcome.Refused;
        String given = command.id() == null ? command.command() : "command " + command.id();
        return Optional.of(new Happening(
                refused,
                refused ? Reason.CommandRefused : Reason.CommandAccepted,
                "Command",
                given + ": " + command.message(),
                "command-" + (command.id() == null ? command.command() : command.id())));
    }

    private static Optional<Happening> movement(Position at, Position next, ShopServiceStatus after) {
        if (next.failure().isPresent() && !next.failure().equals(at.failure())) {
            String back = next.serving().map(serving -> "; returning to " + named(after.serving())).orElse("");
            Failure failure = next.failure().get();
            String failed = RevisionRecord.named(after.failed().version(), Pair.of(failure.revision()));
            return moved(next, failure.reason(), "GiveUp", failed + " failed: " + failure.message() + back);
        }
        if (next.moving() && !next.candidate().equals(at.candidate())) {
            return moved(next, Reason.RolloutStarted, "Start", named(after.candidate()) + " sets out");
        }
        if (next.serving().isPresent() && !next.serving().equals(at.serving())) {
            return moved(next, Reason.Promoted, "Promote", named(after.serving()) + " has all the traffic");
        }
        boolean turned = next.moving() && next.direction() == Direction.Back && at.direction() == Direction.Forward;
        return turned ? left(next, after) : Optional.empty();
    }

    private static Optional<Happening> left(Position next, ShopServiceStatus after) {
        String who = named(after.candidate());
        return next.rollback().isPresent()
                ? moved(next, Reason.RolledBack, "Return", "rolled back by command; " + who + " leaves before it was promoted")
                : moved(next, Reason.Superseded, "Return", "the spec changed; " + who + " leaves before it was promoted");
    }

    private static String named(RevisionStatus revision) {
        return RevisionRecord.named(revision.version(), Pair.of(revision.revision(), revision.epoch()));
    }

    private static Optional<Happening> moved(Position next, Reason reason, String action, String message) {
        return Optional.of(new Happening(action.equals("GiveUp"), reason, action, message, "beat-" + next.beat()));
    }

    private static boolean same(Problem old, Problem problem) {
        return old.path().equals(problem.path()) && old.reason() == problem.reason();
    }

    /** Told once per version of the service: a pass that is run again finds its event there, a relapse gets one of its own. */
    private static Happening problem(Problem problem, String version) {
        return new Happening(
                true, problem.reason(), "Check", problem.message() + "; " + problem.hint(), version + "-" + problem.path());
    }

    /** One for each object, so that a crash between two of them changes nothing that is told. */
    private static Happening taken(String object) {
        return new Happening(false, Reason.Adopted, "Adopt", object + " belongs to the service from now on", "adopted-" + object);
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

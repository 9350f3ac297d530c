package io.shopfleet.operator.command;

import io.shopfleet.api.v1alpha1.CommandOutcome;
import io.shopfleet.api.v1alpha1.CommandStatus;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.ShopServiceStatus;
import io.shopfleet.operator.command.Answer.Accepted;
import io.shopfleet.operator.command.Answer.Refused;
import io.shopfleet.operator.fleet.Fleet.View;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.rollout.Position;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes a command up, once, and follows it until it is done. What is recorded of it goes into the status together with the
 * position that it asks for, so that a crash neither loses nor repeats it.
 */
public final class Commands {
    private static final int EARLIER = 8;

    private Commands() {}

    /**
     * A command just read.
     *
     * @param next the position to record with it; empty when nothing is done about it
     */
    public record Taken(Optional<Position> next, CommandStatus status) {}

    /** Empty when no command is given, or none that was not handled before. */
    public static Optional<Taken> take(ShopService service, Standing standing) {
        Optional<CommandStatus> before = Optional.ofNullable(service.getStatus()).map(ShopServiceStatus::command);
        return Stream.of(Command.read(annotation(service, Marks.COMMAND)), Command.plan(annotation(service, Marks.PLAN)))
                .flatMap(Optional::stream)
                .filter(command -> before.filter(known -> handled(command, known)).isEmpty())
                .findFirst()
                .map(command -> taken(command, answer(command, standing), before, standing));
    }

    /** Somebody asks what would be done, and until the question is taken away nothing is. */
    public static boolean isHeld(ShopService service) {
        return Command.plan(annotation(service, Marks.PLAN)).isPresent();
    }

    private static String annotation(ShopService service, String name) {
        var annotations = service.getMetadata().getAnnotations();
        return annotations == null ? null : annotations.get(name);
    }

    private static boolean handled(Command command, CommandStatus known) {
        return command.isOneOf(Optional.ofNullable(known.id()), known.command(), known.earlier());
    }

    private static Answer answer(Command command, Standing standing) {
        if (command.verb().equals(Command.PLAN)) {
            return command.id().isEmpty()
                    ? new Refused("the id cannot be read; write 1 to 63 letters, digits and . _ - that were not used before")
                    : new Accepted(standing.at(), Optional.empty(), standing.foretold().get());
        }
        if (command.id().isEmpty()) {
            return new Refused("the command cannot be read; write: <verb> [argument] id=<id>, with one of the verbs "
                    + Verb.words() + " and an id of 1 to 63 letters, digits and . _ - that was not used before");
        }
        if (standing.fleet().view() == View.Lost) {
            return new Refused("the status of the service was lost, so nobody can tell whether this was carried out before; "
                    + "give it with a new id");
        }
        if (standing.obstacle().isPresent()) {
            return new Refused(standing.obstacle().get() + "; mend that and give the command with a new id");
        }
        return Verb.of(command.verb())
                .map(verb -> verb.order().answer(command.argument(), standing))
                .orElseGet(() -> new Refused("there is no command " + command.verb() + "; possible: " + Verb.words()));
    }

    private static Taken taken(Command command, Answer answer, Optional<CommandStatus> before, Standing standing) {
        return switch (answer) {
            case Accepted(Position next, Optional<String> revision, String message) -> new Taken(
                    Optional.of(next),
                    status(
                            command, revision.isPresent() ? CommandOutcome.Running : CommandOutcome.Done, revision, message,
                            before, standing));
            case Refused(String message) -> new Taken(
                    Optional.empty(),
                    status(command, CommandOutcome.Refused, Optional.empty(), message, before, standing));
        };
    }

    private static CommandStatus status(
            Command command,
            CommandOutcome outcome,
            Optional<String> revision,
            String message,
            Optional<CommandStatus> before,
            Standing standing) {
        return new CommandStatus(
                command.id().orElse(null), command.text(), outcome, revision.orElse(null), message,
                standing.fleet().now().toString(), earlier(before));
    }

    private static List<String> earlier(Optional<CommandStatus> before) {
        return before.stream()
                .flatMap(known -> Stream.concat(Stream.ofNullable(known.id()), known.earlier().stream()))
                .limit(EARLIER)
                .toList();
    }

    /** What has become of a command by the time that this position is recorded. */
    public static CommandStatus followed(CommandStatus known, Position next, Standing standing) {
        if (known.outcome() != CommandOutcome.Running || known.revision() == null) {
            return known;
        }
        String revision = known.revision();
        if (next.hasFailed(revision)) {
            return with(known, CommandOutcome.Failed, standing.named(revision) + " failed: " + next.failure().get().message());
        }
        if (standing.fleet().view() == View.Lost) {
            return with(known, CommandOutcome.Superseded, "the status of the service was lost before it was done");
        }
        if (standing.done(revision, next)) {
            return with(known, CommandOutcome.Done, standing.named(revision) + " serves");
        }
        boolean moved = next.aim(standing.wanted()).filter(aim -> !aim.equals(revision)).isPresent();
        return moved ? with(known, CommandOutcome.Superseded, "the specification changed before it was done") : known;
    }

    private static CommandStatus with(CommandStatus known, CommandOutcome outcome, String message) {
        return new CommandStatus(
                known.id(), known.command(), outcome, known.revision(), message, known.at(), known.earlier());
    }
}

package io.shopfleet.operator.command;

import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.Pair;
import io.shopfleet.operator.fleet.RevisionRecord;
import io.shopfleet.operator.rollout.Position;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Where a service stands when a command is given.
 *
 * @param wanted the revision that the spec describes; empty while it cannot be rendered
 * @param aimed what the rollout makes for, with its epoch
 * @param history revisions that served before and are kept, the one that was replaced last first
 * @param obstacle why no command at all can be carried out now
 * @param foretold what would be done without the obstacle
 */
public record Standing(
        Position at,
        Optional<String> wanted,
        Optional<String> aimed,
        List<String> history,
        Fleet fleet,
        Optional<String> obstacle,
        Supplier<String> foretold) {

    /** The revision that the rollout makes for, or rests at. */
    Optional<String> aim() {
        return at.aim(wanted);
    }

    /** It serves, with the credentials of now if it is what the rollout makes for. */
    boolean done(String revision, Position next) {
        return next.serves(revision)
                && !next.moving()
                && aimed.filter(id -> Pair.of(id).revision().equals(revision)).map(next::isServing).orElse(true);
    }

    /** People think in versions; the revision tells two of the same version apart. */
    String named(String revision) {
        return fleet.record(revision).map(RevisionRecord::named).orElse("revision " + revision);
    }

    boolean is(String revision, String argument) {
        return revision.equals(argument)
                || fleet.record(revision).filter(record -> record.version().equals(argument)).isPresent();
    }

    String listed(List<String> revisions) {
        return revisions.isEmpty() ? "none" : revisions.stream().map(this::named).collect(Collectors.joining(", "));
    }
}

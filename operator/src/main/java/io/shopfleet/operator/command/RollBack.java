package io.shopfleet.operator.command;

import io.shopfleet.api.v1alpha1.Rollback;
import io.shopfleet.operator.command.Answer.Accepted;
import io.shopfleet.operator.command.Answer.Refused;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * {@code rollback [revision or version]}: a revision that served before serves again, as it was recorded. Without an
 * argument it is the one that was replaced last, or in the middle of a rollout the one that still serves.
 */
final class RollBack implements Order {

    @Override
    public Answer answer(Optional<String> argument, Standing standing) {
        List<String> kept = kept(standing);
        List<String> possible = kept.stream().filter(revision -> !isAim(revision, standing)).toList();
        if (argument.isEmpty()) {
            return possible.stream().filter(revision -> standing.at().moving() || !standing.at().serves(revision)).findFirst()
                    .map(revision -> to(revision, standing))
                    .orElseGet(() -> new Refused("there is no other revision to return to"));
        }
        List<String> meant = meant(argument.get(), possible, standing);
        if (meant.size() == 1) {
            return to(meant.getFirst(), standing);
        }
        if (meant.isEmpty() && kept.stream().anyMatch(revision -> standing.is(revision, argument.get()))) {
            return new Refused(argument.get() + " serves already, or is about to");
        }
        return new Refused(
                meant.isEmpty()
                        ? "no revision " + argument.get() + " is kept; possible: " + standing.listed(possible)
                        : "several revisions are of version " + argument.get() + ", name one: " + standing.listed(meant));
    }

    /** Whatever serves or has served, and can be told from its record. */
    private static List<String> kept(Standing standing) {
        return Stream.concat(standing.at().servingRevision().stream(), standing.history().stream())
                .distinct()
                .filter(revision -> standing.fleet().record(revision).isPresent())
                .toList();
    }

    /** A revision that failed may be asked for again. */
    private static boolean isAim(String revision, Standing standing) {
        return standing.aim().filter(revision::equals).isPresent() && !standing.at().hasFailed(revision);
    }

    private static List<String> meant(String argument, List<String> possible, Standing standing) {
        Predicate<String> exactly = argument::equals;
        List<String> named = possible.stream().filter(exactly).toList();
        return named.isEmpty()
                ? possible.stream().filter(revision -> standing.is(revision, argument)).toList()
                : named;
    }

    private static Answer to(String revision, Standing standing) {
        var at = standing.at();
        String from = standing.wanted()
                .or(() -> at.rollback().map(Rollback::from))
                .or(at::candidateRevision)
                .or(at::servingRevision)
                .orElseThrow();
        return new Accepted(
                at.rollBack(new Rollback(from, revision)),
                Optional.of(revision),
                standing.named(revision) + " takes over again");
    }
}

package io.shopfleet.operator.command;

import io.shopfleet.operator.command.Answer.Accepted;
import io.shopfleet.operator.command.Answer.Refused;
import io.shopfleet.operator.fleet.Pair;
import io.shopfleet.operator.rollout.Failure;
import io.shopfleet.operator.rollout.Position;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * {@code retry [revision or version]}: the revision that failed, or was rolled back from, sets out again. Without an
 * argument the failed one comes first.
 */
final class Retry implements Order {

    @Override
    public Answer answer(Optional<String> argument, Standing standing) {
        SequencedMap<String, Position> possible = possible(standing);
        Optional<Map.Entry<String, Position>> meant = possible.entrySet().stream()
                .filter(entry -> argument.isEmpty() || standing.is(entry.getKey(), argument.get()))
                .findFirst();
        if (meant.isPresent()) {
            String revision = meant.get().getKey();
            return new Accepted(
                    meant.get().getValue(), Optional.of(revision), standing.named(revision) + " is tried again");
        }
        return new Refused(
                possible.isEmpty()
                        ? "there is nothing to try again: what the specification describes has neither failed nor been rolled back"
                        : argument.orElseThrow() + " cannot be tried again; possible: "
                                + standing.listed(possible.keySet().stream().toList()));
    }

    /** What can be tried again, each with the position to record for it. */
    private static SequencedMap<String, Position> possible(Standing standing) {
        Position at = standing.at();
        var possible = new LinkedHashMap<String, Position>();
        at.failure().map(Failure::revision)
                .filter(failed -> standing.aimed().isEmpty() || standing.aimed().get().equals(failed))
                .ifPresent(failed -> possible.put(Pair.of(failed).revision(), at.again(standing.fleet().now())));
        at.withdrawn(standing.wanted()).ifPresent(withdrawn -> possible.put(withdrawn, at.forget()));
        return possible;
    }
}

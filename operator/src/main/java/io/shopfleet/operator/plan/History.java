package io.shopfleet.operator.plan;

import io.shopfleet.api.v1alpha1.RevisionStatus;
import io.shopfleet.api.v1alpha1.ShopServiceStatus;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.Fleet.View;
import io.shopfleet.operator.fleet.RevisionRecord;
import io.shopfleet.operator.rollout.Position;
import java.util.List;
import java.util.stream.Stream;

/**
 * Revisions that served and are kept to return to, the one that was replaced last first. Status records them, because a record
 * does not tell whether its revision ever served: one that was replaced on its way is nothing to return to.
 */
final class History {
    private History() {}

    /** With the status lost, every recorded revision that is not on its way may have served. */
    static List<String> of(ShopServiceStatus status, Position at, Fleet fleet, int limit) {
        Stream<String> known = fleet.view() == View.Lost
                ? fleet.records().reversed().stream().map(RevisionRecord::revision).filter(revision -> at.candidateRevision().filter(revision::equals).isEmpty())
                : Stream.ofNullable(status).flatMap(some -> some.history().stream()).map(RevisionStatus::revision);
        return known.filter(revision -> fleet.record(revision).isPresent() && !at.serves(revision))
                .limit(limit)
                .toList();
    }

    /** A promotion puts the revision that served till then first. */
    static List<String> after(List<String> history, Position at, Position next, Fleet fleet, int limit) {
        boolean promoted = next.serving().isPresent() && !next.servingRevision().equals(at.servingRevision());
        return promoted
                ? Stream.concat(at.servingRevision().filter(old -> fleet.record(old).isPresent()).stream(), history.stream())
                        .filter(revision -> !next.serves(revision))
                        .distinct()
                        .limit(limit)
                        .toList()
                : history;
    }
}

package io.shopfleet.operator.plan;

import io.shopfleet.api.v1alpha1.Direction;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.Pair;
import io.shopfleet.operator.fleet.RevisionRecord;
import io.shopfleet.operator.rollout.Failure;
import io.shopfleet.operator.rollout.Position;
import io.shopfleet.operator.source.Copies;
import io.shopfleet.operator.source.Epoch;
import io.shopfleet.operator.source.Fingerprint;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * What shall run: a revision, and where it names Secrets the epoch of what they hold now.
 *
 * @param epoch one that exists, or one to be made
 */
public record Wanted(RevisionRecord record, Optional<Epoch> epoch) {

    /** @param owner uid of the service */
    static Wanted of(RevisionRecord record, String owner, Position at, Fleet fleet) {
        if (!record.epochs()) {
            return new Wanted(record, Optional.empty());
        }
        SortedMap<String, Fingerprint> copies = Copies.of(record.secrets(), fleet::keys);
        Epoch epoch = fleet.epochs().reversed().stream()
                .filter(made -> made.holds(owner, copies))
                .findFirst()
                .orElseGet(() -> Epoch.of(next(at, fleet), owner, copies));
        var wanted = new Wanted(record, Optional.of(epoch));
        return at.isServing(wanted.id()) ? wanted : onItsWay(record, at, fleet).orElse(wanted);
    }

    /** A number never comes again: nodes keep what they know of an immutable Secret, and a failed one is remembered by it. */
    private static long next(Position at, Fleet fleet) {
        long known = Stream.of(at.serving(), at.candidate(), at.failure().map(Failure::revision))
                .flatMap(Optional::stream)
                .flatMap(id -> Pair.of(id).epoch().stream())
                .reduce(0L, Math::max);
        return Math.max(known, fleet.newestEpoch()) + 1;
    }

    /**
     * The revision is on its way already, with credentials of a moment ago: it arrives first. Or Secrets that change often would
     * turn every long rollout back.
     */
    private static Optional<Wanted> onItsWay(RevisionRecord record, Position at, Fleet fleet) {
        return at.candidate()
                .filter(candidate -> at.serving().isPresent() && at.direction() == Direction.Forward)
                .map(Pair::of)
                .filter(pair -> pair.revision().equals(record.revision()))
                .flatMap(Pair::epoch)
                .flatMap(fleet::epoch)
                .map(epoch -> new Wanted(record, Optional.of(epoch)));
    }

    /** It runs already, or is on its way, with credentials of which nothing is left but the copy. */
    static Optional<Wanted> live(RevisionRecord record, Position at, Fleet fleet) {
        return onItsWay(record, at, fleet).or(() -> at.serving()
                .map(Pair::of)
                .filter(pair -> pair.revision().equals(record.revision()))
                .map(pair -> new Wanted(record, pair.epoch().flatMap(fleet::epoch))));
    }

    public String id() {
        return new Pair(record.revision(), epoch.map(Epoch::number)).id();
    }

    Wanted withSequence(long number) {
        return new Wanted(record.withSequence(number), epoch);
    }
}

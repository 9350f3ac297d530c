package io.shopfleet.operator.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.Pair;
import io.shopfleet.operator.fleet.RevisionRecord;
import io.shopfleet.operator.render.Names;
import io.shopfleet.operator.render.RevisionObjects;
import io.shopfleet.operator.rollout.Position;
import io.shopfleet.operator.rollout.Preparation;
import io.shopfleet.operator.source.Epoch;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What runs: the serving revision and the candidate.
 *
 * @param ids of both, as {@link Pair} identifies them
 * @param objects of those whose record and epoch are there
 * @param held a candidate that gets nothing yet but what its migrations read
 */
record Live(Names names, List<String> ids, List<RevisionObjects> objects, Optional<String> held) {

    static Live of(
            ShopService service, Position at, Position next, Preparation preparation, Optional<RevisionRecord> described, Fleet fleet) {
        Names names = Names.of(service);
        List<String> ids = at.live().toList();
        return new Live(
                names,
                ids,
                ids.stream().map(Pair::of).flatMap(pair -> objects(names, pair, described, fleet).stream()).toList(),
                at.candidate().filter(candidate -> preparation.holds(candidate, at, next, fleet)));
    }

    private static Optional<RevisionObjects> objects(Names names, Pair pair, Optional<RevisionRecord> described, Fleet fleet) {
        Optional<Epoch> epoch = pair.epoch().flatMap(fleet::epoch);
        return record(pair, described, fleet)
                .filter(record -> epoch.isPresent() || pair.epoch().isEmpty())
                .map(record -> new RevisionObjects(names, record, epoch));
    }

    /** A record that somebody deleted is written again, if the spec still describes the revision. */
    private static Optional<RevisionRecord> record(Pair pair, Optional<RevisionRecord> described, Fleet fleet) {
        return fleet.record(pair.id())
                .or(() -> described.filter(record -> record.revision().equals(pair.revision()))
                        .map(record -> record.withSequence(fleet.newestSequence() + 1)));
    }

    /** Everything that runs can be looked after. */
    boolean whole() {
        return objects.size() == ids.size();
    }

    Stream<HasMetadata> all() {
        return objects.stream().flatMap(run -> holds(run.pair().id()) ? run.prepared().stream() : run.all().stream());
    }

    Optional<RevisionObjects> candidate(Position at) {
        return objects.stream().filter(run -> at.isCandidate(run.pair().id())).findFirst();
    }

    boolean holds(String id) {
        return held.filter(id::equals).isPresent();
    }

    boolean lacks(String id) {
        return objects.stream().noneMatch(run -> run.pair().id().equals(id));
    }

    Stream<Problem> problems(Fleet fleet) {
        return ids.stream().filter(this::lacks).map(Pair::of).map(pair ->
                fleet.record(pair.id()).isPresent() ? epochMissing(pair) : recordMissing(pair));
    }

    private static Problem recordMissing(Pair pair) {
        return new Problem(
                "metadata.name",
                Severity.Warning,
                Reason.RecordMissing,
                "the record of revision " + pair.revision() + " is gone; its pods run on but are no longer looked after",
                "apply a spec with a new image or version: a new revision replaces it");
    }

    private Problem epochMissing(Pair pair) {
        return new Problem(
                "metadata.name",
                Severity.Warning,
                Reason.EpochMissing,
                "Secret " + names.ofEpoch(pair.epoch().orElseThrow()) + " is gone, from which " + pair.words()
                        + " reads its credentials",
                "the revision is rolled out again with a new copy; leave the operator's Secrets alone");
    }
}

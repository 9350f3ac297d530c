package io.shopfleet.operator.plan;

import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Rollback;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.adoption.Successor;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.Pair;
import io.shopfleet.operator.fleet.RevisionRecord;
import io.shopfleet.operator.rollout.Failure;
import io.shopfleet.operator.rollout.Position;
import io.shopfleet.operator.source.Use;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the rollout makes for: the revision that the spec describes, or the one that a command put in its place. Either way
 * with the credentials of now: they are never rolled back, since those of then may be withdrawn.
 *
 * @param described what the spec describes; empty while it cannot be rendered
 * @param wanted what shall serve; empty while there is nothing to make for, or something that it needs is gone
 * @param obstacle why a revision that was ordered cannot set out
 * @param outdated what serves has the template of an older renderer, and differs in nothing else from what the spec describes
 */
public record Aim(
        Optional<RevisionRecord> described, Optional<Wanted> wanted, Optional<Failure> obstacle, boolean outdated) {
    static final Aim NONE = new Aim(Optional.empty(), Optional.empty(), Optional.empty(), false);

    private Aim(Optional<RevisionRecord> described, Optional<Wanted> wanted, Optional<Failure> obstacle) {
        this(described, wanted, obstacle, false);
    }

    static Aim of(ShopService service, Optional<RevisionRecord> described, Position at, Fleet fleet) {
        String owner = service.getMetadata().getUid();
        Optional<String> ordered = at.inForce(described.map(RevisionRecord::revision)).map(Rollback::to);
        return ordered.isPresent()
                ? ordered(ordered.get(), described, owner, at, fleet)
                : new Aim(described, described.map(record -> Wanted.of(record, owner, at, fleet)), Optional.empty());
    }

    /** What ran before there was a service comes first, whether the spec describes it or not. */
    static Aim at(RevisionRecord first, Optional<RevisionRecord> described) {
        return new Aim(described, Optional.of(new Wanted(first, Optional.empty())), Optional.empty());
    }

    private static Aim ordered(
            String revision, Optional<RevisionRecord> described, String owner, Position at, Fleet fleet) {
        Optional<RevisionRecord> record = fleet.record(revision)
                .or(() -> described.filter(rendered -> rendered.revision().equals(revision)));
        if (record.isEmpty()) {
            return held(described, new Failure(
                    revision, Reason.RecordMissing, "its record was deleted", fleet.now()));
        }
        Optional<Failure> untaken = Successor.obstacle(record.get(), at, fleet);
        if (untaken.isPresent()) {
            return held(described, untaken.get());
        }
        Optional<Use> missing = record.get().secrets().filter(use -> !found(use, fleet)).findFirst();
        if (missing.isEmpty() || !record.get().epochs()) {
            return new Aim(described, Optional.of(Wanted.of(record.get(), owner, at, fleet)), Optional.empty());
        }
        Optional<Wanted> live = Wanted.live(record.get(), at, fleet);
        return live.isPresent() ? new Aim(described, live, Optional.empty()) : held(described, lacks(missing.get(), revision, fleet));
    }

    private static Aim held(Optional<RevisionRecord> described, Failure obstacle) {
        return new Aim(described, Optional.empty(), Optional.of(obstacle));
    }

    Aim outdated(boolean is) {
        return new Aim(described, wanted, obstacle, is);
    }

    private static boolean found(Use use, Fleet fleet) {
        return fleet.resolved(use.reference())
                .filter(keys -> use.key().map(keys::containsKey).orElse(true))
                .isPresent();
    }

    private static Failure lacks(Use use, String revision, Fleet fleet) {
        String what = use.key().map(key -> "key " + key + " of " + use.reference()).orElseGet(() -> use.reference().toString());
        return new Failure(
                revision,
                Reason.SecretMissing,
                "it reads " + what + ", which is missing or lacks the label shopfleet.io/bindable=true",
                fleet.now());
    }

    /** Credentials are read, by what the spec describes or by what was put in its place. */
    boolean epochs() {
        return Stream.concat(described.stream(), wanted.map(Wanted::record).stream()).anyMatch(RevisionRecord::epochs);
    }

    /** The revision that the spec describes. */
    public Optional<String> revision() {
        return described.map(RevisionRecord::revision);
    }

    /** What shall serve, as {@link Pair} identifies it. */
    public Optional<String> id() {
        return wanted.map(Wanted::id).or(() -> obstacle.map(Failure::revision));
    }

    /** The same from the next position on, where a command just taken up may have put another revision in its place. */
    public Optional<String> id(Position next) {
        return next.aim(revision())
                .map(revision -> id().filter(id -> Pair.of(id).revision().equals(revision)).orElse(revision));
    }
}

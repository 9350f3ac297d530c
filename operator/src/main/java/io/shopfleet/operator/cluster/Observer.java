package io.shopfleet.operator.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopEnvironmentSpec;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.ShopServiceSpec;
import io.shopfleet.operator.check.References;
import io.shopfleet.operator.cluster.watch.EnvironmentWatch;
import io.shopfleet.operator.fleet.Child;
import io.shopfleet.operator.fleet.Fleet.View;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.fleet.ObjectKey;
import io.shopfleet.operator.fleet.Provider.Id;
import io.shopfleet.operator.fleet.Resolved;
import io.shopfleet.operator.fleet.RevisionRecord;
import io.shopfleet.operator.fleet.Workload;
import io.shopfleet.operator.graph.Neighbours;
import io.shopfleet.operator.migration.Run.State;
import io.shopfleet.operator.migration.Run;
import io.shopfleet.operator.rollout.Position;
import io.shopfleet.operator.rollout.RecordedPosition;
import io.shopfleet.operator.source.Content;
import io.shopfleet.operator.source.Epoch;
import io.shopfleet.operator.source.Fingerprint;
import io.shopfleet.operator.source.Reference;
import io.shopfleet.operator.source.Use;
import io.shopfleet.operator.tenancy.Room;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The only reader: everything a pass will know is gathered here, from caches, before anything is decided. */
public final class Observer {
    private final Clock clock;

    public Observer(Clock clock) {
        this.clock = clock;
    }

    public Fleet observe(ShopService service, Cluster cluster) {
        Fleet fleet = gather(service, cluster);
        // Asked last: a watch that runs now has run all the time.
        return cluster.watching() ? fleet : fleet.stale();
    }

    private Fleet gather(ShopService service, Cluster cluster) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Optional<ShopEnvironment> environment = environment(service, cluster);
        List<HasMetadata> objects = cluster.children(service);
        SortedMap<ObjectKey, Child> children = byKey(service, objects);
        List<HasMetadata> own = own(service, objects, children);
        List<RevisionRecord> records = records(own);
        SortedMap<String, Workload> workloads = workloads(own);
        Position position = RecordedPosition.read(service.getStatus());
        SortedMap<String, Run> migrations = Run.among(own);
        return new Fleet(
                now,
                leaves(service, children, cluster) ? View.Stale : view(service, position, children, migrations.values(), cluster),
                environment.map(Observer::readable).orElseGet(Resolved.Missing::new),
                cluster.namespaceLabels(service.getMetadata().getNamespace()),
                Neighbours.of(service, cluster::node),
                references(service, position, records, cluster),
                cluster.bindings(service),
                new TreeMap<>(),
                records,
                epochs(own),
                workloads,
                children,
                new Troubles(service, position, now, cluster).of(workloads.values(), migrations.values()),
                migrations,
                environment.stream().flatMap(EnvironmentWatch::turns).anyMatch(Id.of(service)::equals),
                room(service, environment, cluster),
                environment.filter(EnvironmentWatch::isolates).map(isolating -> cluster.callers(service)),
                foreign(service, position, workloads, children, cluster));
    }

    private static List<HasMetadata> own(ShopService service, List<HasMetadata> objects, SortedMap<ObjectKey, Child> children) {
        return objects.stream()
                .filter(object -> children.get(ObjectKey.of(object)).ownedBy(service.getMetadata().getUid()))
                .toList();
    }

    private static Room room(ShopService service, Optional<ShopEnvironment> environment, Cluster cluster) {
        return environment.map(ShopEnvironment::getSpec).map(ShopEnvironmentSpec::limits)
                .map(limits -> cluster.room(service, limits)).orElse(Room.UNLIMITED);
    }

    private static Optional<ShopEnvironment> environment(ShopService service, Cluster cluster) {
        return Optional.ofNullable(service.getSpec()).map(ShopServiceSpec::environment).flatMap(cluster::environment);
    }

    private static Resolved<ShopEnvironmentSpec> readable(ShopEnvironment environment) {
        return environment.getSpec() == null ? new Resolved.NotBindable<>() : new Resolved.Found<>(environment.getSpec());
    }

    /**
     * The same with values that shall be copied, from the server. Where they are not those of the cache, the cache is behind,
     * and so is all that follows from it.
     */
    public Fleet read(ShopService service, Fleet fleet, Set<Reference> references, Cluster cluster) {
        var contents = new TreeMap<>(fleet.contents());
        for (Reference reference : references) {
            Optional<Content> content = cluster.content(service.getMetadata().getNamespace(), reference)
                    .filter(found -> found.fingerprints().equals(fleet.keys(reference)));
            if (content.isEmpty()) {
                return fleet.stale();
            }
            contents.put(reference, content.get());
        }
        return fleet.with(contents);
    }

    /** What nobody owns and carries the service's labels was its own: before it was released, or in a backup. */
    private static SortedMap<ObjectKey, Child> byKey(ShopService service, List<HasMetadata> objects) {
        String uid = service.getMetadata().getUid();
        return objects.stream()
                .map(Child::of)
                .map(child -> Marks.adopts(service) && released(service, child) ? child.takenBy(uid) : child)
                .collect(Collectors.toMap(Child::key, Function.identity(), (first, second) -> first, TreeMap::new));
    }

    private static boolean released(ShopService service, Child child) {
        return child.owner().isEmpty()
                && !child.terminating()
                && service.getMetadata().getName().equals(child.labels().get(Marks.SERVICE));
    }

    /**
     * Objects lose their owner when it is deleted and leaves them behind. Then they must not be given back to it, or they would
     * be removed with it after all. Its deletion began before the first of them lost its owner, so the server knows of it.
     */
    private static boolean leaves(ShopService service, SortedMap<ObjectKey, Child> children, Cluster cluster) {
        boolean ownerless = children.values().stream()
                .anyMatch(child -> child.taken() || released(service, child));
        return ownerless && cluster.live(service)
                .filter(live -> live.getMetadata().getUid().equals(service.getMetadata().getUid()))
                .filter(live -> live.getMetadata().getDeletionTimestamp() == null)
                .isEmpty();
    }

    /** No cache knows what does not carry the operator's labels, so the server is asked, as long as something may come of it. */
    private static SortedMap<ObjectKey, HasMetadata> foreign(
            ShopService service, Position position, Map<String, Workload> workloads, Map<ObjectKey, Child> children, Cluster cluster) {
        var foreign = new TreeMap<ObjectKey, HasMetadata>();
        if (Marks.adopts(service)) {
            boolean serves = position.serving().filter(workloads::containsKey).isPresent();
            (serves ? Stream.of(new Service()) : Stream.of(new Deployment(), new Service()))
                    .map(like -> like(like, service))
                    .filter(like -> !children.containsKey(ObjectKey.of(like)))
                    .flatMap(like -> cluster.live(like).stream())
                    .filter(found -> found.getMetadata().getDeletionTimestamp() == null)
                    .forEach(found -> foreign.put(ObjectKey.of(found), found));
        }
        return foreign;
    }

    private static HasMetadata like(HasMetadata object, ShopService service) {
        object.setMetadata(new ObjectMetaBuilder()
                .withName(service.getMetadata().getName())
                .withNamespace(service.getMetadata().getNamespace())
                .build());
        return object;
    }

    private static SortedMap<String, Workload> workloads(List<HasMetadata> own) {
        return own.stream()
                .filter(Deployment.class::isInstance)
                .map(object -> Workload.of((Deployment) object))
                .filter(workload -> workload.revision() != null)
                .collect(Collectors.toMap(Workload::revision, Function.identity(), (first, second) -> first, TreeMap::new));
    }

    private static List<RevisionRecord> records(List<HasMetadata> own) {
        return own.stream()
                .filter(ControllerRevision.class::isInstance)
                .flatMap(object -> RevisionRecord.of((ControllerRevision) object).stream())
                .sorted(Fleet.BY_SEQUENCE)
                .toList();
    }

    /** A Secret that is not marked as the operator marks an epoch is none. */
    private static List<Epoch> epochs(List<HasMetadata> own) {
        return own.stream()
                .filter(Secret.class::isInstance)
                .flatMap(object -> Marks.epochOf((Secret) object).stream())
                .sorted(Comparator.comparing(Epoch::number))
                .toList();
    }

    /**
     * A cluster that is ahead of the view asks for one look at the server: it is either our cache or a lost status. Nothing but the
     * status tells that a migration is not wanted any more, so before one begins the server is asked too.
     */
    private static View view(
            ShopService service, Position position, SortedMap<ObjectKey, Child> children, Collection<Run> migrations, Cluster cluster) {
        long newest = children.values().stream()
                .filter(child -> child.ownedBy(service.getMetadata().getUid()))
                .mapToLong(Child::beat)
                .max()
                .orElse(0);
        if (newest > position.beat()) {
            return recorded(service, newest, cluster) ? View.Stale : View.Lost;
        }
        boolean begins = position.moving() && position.step().candidate() == 0
                && migrations.stream().noneMatch(run -> run.is(State.UnderWay));
        return begins && recorded(service, position.beat() + 1, cluster) ? View.Stale : View.Current;
    }

    private static boolean recorded(ShopService service, long beat, Cluster cluster) {
        return cluster.live(service).filter(live -> RecordedPosition.read(live.getStatus()).beat() >= beat).isPresent();
    }

    /** What the spec names, and what a revision names that a command put in its place. */
    private static SortedMap<Reference, Resolved<SortedMap<String, Fingerprint>>> references(
            ShopService service, Position position, List<RevisionRecord> records, Cluster cluster) {
        Stream<Reference> ordered = position.rollback().stream()
                .flatMap(rollback -> records.stream().filter(record -> record.revision().equals(rollback.to())))
                .filter(RevisionRecord::epochs)
                .flatMap(RevisionRecord::secrets)
                .map(Use::reference);
        var references = new TreeMap<Reference, Resolved<SortedMap<String, Fingerprint>>>();
        Stream.concat(References.of(service), ordered).forEach(reference ->
                references.computeIfAbsent(reference, some -> cluster.keys(service.getMetadata().getNamespace(), some)));
        return references;
    }
}

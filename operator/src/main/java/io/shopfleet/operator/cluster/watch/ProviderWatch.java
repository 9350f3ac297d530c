package io.shopfleet.operator.cluster.watch;

import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.shopfleet.api.v1alpha1.Limits;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.Provider.Id;
import io.shopfleet.operator.graph.Change;
import io.shopfleet.operator.graph.Neighbours;
import io.shopfleet.operator.graph.Node;
import io.shopfleet.operator.tenancy.Places;
import io.shopfleet.operator.tenancy.Room;
import io.shopfleet.operator.tenancy.Tenant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Services as others meet them. A change wakes the dependants that see a difference, found by an index, and the services of a
 * cycle that it made or broke, found by a walk along the edges; nobody else.
 */
public final class ProviderWatch extends InformerEventSource<ShopService, ShopService> {
    private static final String BY_PROVIDER = "by-provider";

    private static final String BY_PLACE = "by-place";

    private static final String BY_CALLED = "by-called";

    private final IndexerResourceCache<ShopService> services;
    private final Places places = new Places();
    private final Predicate<String> isolates;

    /**
     * The fleet as the events so far told it. The cache may be ahead by a few of them, and then a cycle that two of those
     * broke in two places would show in neither.
     */
    private final Map<Id, Node> told = new HashMap<>();

    /** @param isolates whether the environment of this name lets in only who calls */
    ProviderWatch(EventSourceContext<ShopService> context, Predicate<String> isolates) {
        super(
                ReducedStores.of(InformerEventSourceConfiguration.from(ShopService.class, ShopService.class)
                        .withName("providers")
                        .withSecondaryToPrimaryMapper(provider -> Set.of())
                        .build(), Reduced::provider),
                context);
        this.isolates = isolates;
        services = context.getPrimaryCache();
        services.addIndexer(BY_PROVIDER, ProviderWatch::keys);
        addIndexers(Map.of(
                BY_PLACE, service -> Tenant.place(service).stream().toList(),
                BY_CALLED, ProviderWatch::keys));
    }

    private static List<String> keys(ShopService service) {
        return Node.providers(service).map(Id::toString).toList();
    }

    @Override
    public void onAdd(ShopService service) {
        super.onAdd(service);
        changed(Id.of(service), Optional.of(Node.of(service)));
        moved(Optional.empty(), Optional.of(service));
        called(Set.of(), providers(service));
    }

    @Override
    public void onUpdate(ShopService before, ShopService now) {
        super.onUpdate(before, now);
        changed(Id.of(now), Optional.of(Node.of(now)));
        moved(Optional.of(before), Optional.of(now));
        called(providers(before), providers(now));
    }

    @Override
    public synchronized void onDelete(ShopService service, boolean unseen) {
        super.onDelete(service, unseen);
        changed(Id.of(service), Optional.empty());
        moved(Optional.of(service), Optional.empty());
        called(providers(service), Set.of());
    }

    /** Those that the service admits. From the cache whose events wake it, so that it misses none. */
    public SortedSet<Id> callers(ShopService service) {
        return Neighbours.callers(service, byIndex(BY_CALLED, Id.of(service).toString()));
    }

    private static Set<Id> providers(ShopService service) {
        return Node.providers(service).collect(Collectors.toSet());
    }

    /** A service that lets in only who calls it looks again where an edge to it came or went. */
    private void called(Set<Id> before, Set<Id> now) {
        Change.once(before, now)
                .filter(id -> get(new ResourceID(id.name(), id.namespace()))
                        .map(service -> service.getSpec().environment())
                        .filter(isolates)
                        .isPresent())
                .forEach(this::wake);
    }

    /** What the limits leave to the service. From the cache whose events wake those that wait, so that none sleeps on. */
    public Room room(ShopService service, Limits limits) {
        String place = Tenant.place(service).orElseThrow();
        return places.room(
                place,
                Tenant.of(service).orElseThrow(),
                () -> byIndex(BY_PLACE, place).stream().flatMap(other -> Tenant.of(other).stream()).toList(),
                limits);
    }

    /** Whoever waits for room looks again where a service came, went, or asks for another amount. */
    private void moved(Optional<ShopService> before, Optional<ShopService> now) {
        Stream.concat(before.stream(), now.stream())
                .flatMap(service -> Tenant.place(service).stream())
                .distinct()
                .forEach(place -> {
                    Id id = Id.of(now.or(() -> before).orElseThrow());
                    places.changed(place, id.name(), in(place, before), in(place, now))
                            .forEach(name -> wake(new Id(id.namespace(), name)));
                });
    }

    private static Optional<Tenant> in(String place, Optional<ShopService> service) {
        return service.filter(some -> Tenant.place(some).filter(place::equals).isPresent()).flatMap(Tenant::of);
    }

    private synchronized void changed(Id id, Optional<Node> now) {
        Optional<Node> before = Optional.ofNullable(now.isPresent() ? told.put(id, now.get()) : told.remove(id));
        var change = new Change(id, before, now);
        if (before.equals(now)) {
            return;
        }
        services.byIndex(BY_PROVIDER, id.toString()).stream()
                .filter(change::concerns)
                .forEach(dependant -> wake(Id.of(dependant)));
        change.turned(other -> Optional.ofNullable(told.get(other))).forEach(this::wake);
    }

    private void wake(Id id) {
        getEventHandler().handleEvent(new Event(new ResourceID(id.name(), id.namespace())));
    }
}

package io.shopfleet.operator.cluster.access;

import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.shopfleet.api.v1alpha1.Dependency;
import io.shopfleet.api.v1alpha1.ExternalStatus;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.cluster.watch.ReducedStores;
import io.shopfleet.operator.consumer.Target;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.holding.Kind;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Services with edges to resources of one kind. A service that comes, goes or changes its edges calls for a pass over what it
 * had edges to and over what it has edges to now, and over nothing else.
 */
public final class Consumers<R extends CustomResource<?, ExternalStatus>> extends InformerEventSource<ShopService, R> {
    private static final String BY_TARGET = "by-target";

    private final Kind<R, ?> kind;

    public Consumers(Kind<R, ?> kind, Class<R> type, EventSourceContext<R> context) {
        super(
                ReducedStores.of(InformerEventSourceConfiguration.from(ShopService.class, type)
                        .withName("consumers")
                        .withSecondaryToPrimaryMapper(service -> Set.of())
                        .build(), EdgesOnly::of),
                context);
        this.kind = kind;
        addIndexers(Map.of(BY_TARGET, service -> edges(service).keySet().stream().map(Target::toString).toList()));
    }

    /** The edges of each service that the owner lets have what they ask for. */
    public Map<ShopService, List<Dependency>> of(R resource) {
        var meta = resource.getMetadata();
        var here = new Target(meta.getNamespace(), meta.getName());
        return byIndex(BY_TARGET, here.toString()).stream()
                .sorted(Comparator.comparing((ShopService service) -> service.getMetadata().getNamespace())
                        .thenComparing(service -> service.getMetadata().getName()))
                .collect(Collectors.toMap(
                        service -> service, service -> granted(resource, service, here), (one, other) -> one, LinkedHashMap::new));
    }

    private List<Dependency> granted(R resource, ShopService service, Target here) {
        var who = service.getMetadata();
        return edges(service).getOrDefault(here, List.of()).stream()
                .filter(edge -> who.getNamespace().equals(here.namespace())
                        || kind.grants(resource, edge, who.getNamespace(), who.getName()))
                .toList();
    }

    private SortedMap<Target, List<Dependency>> edges(ShopService service) {
        var edges = new TreeMap<Target, List<Dependency>>(Comparator.comparing(Target::toString));
        Stream.ofNullable(service.getSpec())
                .flatMap(spec -> spec.dependencies().stream())
                .forEach(edge -> kind.target(edge, service.getMetadata().getNamespace())
                        .ifPresent(target -> edges.merge(target, List.of(edge), (some, more) ->
                                Stream.concat(some.stream(), more.stream()).toList())));
        return edges;
    }

    @Override
    public void onAdd(ShopService service) {
        super.onAdd(service);
        wake(Optional.empty(), Optional.of(service));
    }

    @Override
    public void onUpdate(ShopService before, ShopService now) {
        super.onUpdate(before, now);
        if (!edges(before).equals(edges(now)) || !Marks.rotation(before).equals(Marks.rotation(now))) {
            wake(Optional.of(before), Optional.of(now));
        }
    }

    @Override
    public void onDelete(ShopService service, boolean unseen) {
        super.onDelete(service, unseen);
        wake(Optional.of(service), Optional.empty());
    }

    private void wake(Optional<ShopService> before, Optional<ShopService> now) {
        Stream.concat(before.stream(), now.stream())
                .flatMap(service -> edges(service).keySet().stream())
                .distinct()
                .forEach(target -> getEventHandler().handleEvent(new Event(new ResourceID(target.name(), target.namespace()))));
    }
}

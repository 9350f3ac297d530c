package io.shopfleet.operator.cluster.watch;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.Mappers;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.ShopServiceSpec;
import io.shopfleet.operator.check.References;
import io.shopfleet.operator.fleet.Child;
import io.shopfleet.operator.fleet.ManagedKind;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.source.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One watch per kind, each reduced to what is needed, and each event mapped to the services it concerns by an index over
 * the services, never by a scan.
 */
public final class Informers {
    private static final SecondaryToPrimaryMapper<HasMetadata> OWNER = Mappers.fromOwnerReferences(ShopService.class, false);
    private static final String BY_ENVIRONMENT = "by-environment";
    private static final String BY_REFERENCE = "by-reference";
    private static final String BY_NAMESPACE = "by-namespace";

    private final Map<ManagedKind, InformerEventSource<? extends HasMetadata, ShopService>> children =
            new EnumMap<>(ManagedKind.class);
    public final EnvironmentWatch environments;
    public final ProviderWatch providers;
    public final InformerEventSource<Namespace, ShopService> namespaces;
    public final InformerEventSource<Secret, ShopService> secrets;
    public final InformerEventSource<ConfigMap, ShopService> configMaps;
    private final List<InformerEventSource<?, ShopService>> all = new ArrayList<>();
    private final IndexerResourceCache<ShopService> services;

    public Informers(EventSourceContext<ShopService> context) {
        services = context.getPrimaryCache();
        services.addIndexer(BY_ENVIRONMENT, service -> spec(service).map(spec -> spec.environment()).toList());
        services.addIndexer(BY_REFERENCE, Informers::referenceKeys);
        services.addIndexer(BY_NAMESPACE, service -> List.of(service.getMetadata().getNamespace()));
        Arrays.stream(ManagedKind.values()).forEach(kind -> children.put(kind, child(kind, kind.type(), context)));
        environments = new EnvironmentWatch(
                environment -> indexed(BY_ENVIRONMENT, environment.getMetadata().getName()), context);
        providers = new ProviderWatch(context, name ->
                environments.get(new ResourceID(name)).filter(EnvironmentWatch::isolates).isPresent());
        namespaces = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Namespace.class, ShopService.class)
                        .withName("namespaces")
                        .withWatchAllNamespaces()
                        .withSecondaryToPrimaryMapper(namespace -> indexed(BY_NAMESPACE, namespace.getMetadata().getName()))
                        .withOnUpdateFilter((now, before) ->
                                !Objects.equals(now.getMetadata().getLabels(), before.getMetadata().getLabels()))
                        .build(),
                context);
        String bindable = Marks.BINDABLE + "=true";
        secrets = source(
                Secret.class, "secrets", bindable, Reduced::keys,
                secret -> indexed(BY_REFERENCE, key(secret, Reference.Kind.Secret.name())), context);
        configMaps = source(
                ConfigMap.class, "bindable-configmaps", bindable, Reduced::keys,
                map -> indexed(BY_REFERENCE, key(map, Reference.Kind.ConfigMap.name())), context);
        all.addAll(children.values());
        all.addAll(List.of(environments, providers, namespaces, secrets, configMaps));
    }

    public List<EventSource<?, ShopService>> all() {
        return List.copyOf(all);
    }

    public boolean watching() {
        return all.stream().allMatch(InformerEventSource::isRunning);
    }

    public InformerEventSource<? extends HasMetadata, ShopService> children(ManagedKind kind) {
        return children.get(kind);
    }

    private static <T extends HasMetadata> InformerEventSource<T, ShopService> child(
            ManagedKind kind, Class<T> type, EventSourceContext<ShopService> context) {
        return new InformerEventSource<>(
                ReducedStores.of(InformerEventSourceConfiguration.from(type, ShopService.class)
                        .withName(kind.name())
                        .withLabelSelector(Marks.MANAGED_BY + "=" + Marks.MANAGER)
                        .withSecondaryToPrimaryMapper(Informers::served)
                        .withOnUpdateFilter(kind == ManagedKind.HorizontalPodAutoscaler ? Informers::tells : null)
                        .build(), Reduced.child(type)),
                context);
    }

    /** Its owner; where it has none, the service that its label names, which may take it over or has it in its way. */
    private static Set<ResourceID> served(HasMetadata object) {
        if (Child.of(object).owner().isPresent()) {
            return OWNER.toPrimaryResourceIDs(object);
        }
        return Stream.ofNullable(object.getMetadata().getLabels().get(Marks.SERVICE))
                .map(service -> new ResourceID(service, object.getMetadata().getNamespace()))
                .collect(Collectors.toSet());
    }

    /** The controller of autoscalers writes down every measurement. */
    private static boolean tells(HasMetadata now, HasMetadata before) {
        return !Child.of(Reduced.child(HasMetadata.class).apply(now))
                .tellsTheSameAs(Child.of(Reduced.child(HasMetadata.class).apply(before)));
    }

    private static <T extends HasMetadata> InformerEventSource<T, ShopService> source(
            Class<T> type,
            String name,
            String selector,
            UnaryOperator<T> reduced,
            SecondaryToPrimaryMapper<T> mapper,
            EventSourceContext<ShopService> context) {
        return new InformerEventSource<>(
                ReducedStores.of(InformerEventSourceConfiguration.from(type, ShopService.class)
                        .withName(name)
                        .withLabelSelector(selector)
                        .withSecondaryToPrimaryMapper(mapper)
                        .build(), reduced),
                context);
    }

    private Set<ResourceID> indexed(String index, String value) {
        return services.byIndex(index, value).stream().map(ResourceID::fromResource).collect(Collectors.toSet());
    }

    private static List<String> referenceKeys(ShopService service) {
        return References.of(service)
                .map(reference -> reference.kind() + service.getMetadata().getNamespace() + "/" + reference.name())
                .toList();
    }

    private static String key(HasMetadata object, String kind) {
        return kind + object.getMetadata().getNamespace() + "/" + object.getMetadata().getName();
    }

    private static Stream<ShopServiceSpec> spec(ShopService service) {
        return Stream.ofNullable(service.getSpec());
    }
}

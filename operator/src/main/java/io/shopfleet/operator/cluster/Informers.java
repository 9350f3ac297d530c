package io.shopfleet.operator.cluster;

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
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.ShopServiceSpec;
import io.shopfleet.operator.check.References;
import io.shopfleet.operator.fleet.ManagedKind;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.fleet.Reference;
import io.shopfleet.operator.limit.Share;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
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
    private static final String BY_ENVIRONMENT = "by-environment";
    private static final String BY_PROVIDER = "by-provider";
    private static final String BY_REFERENCE = "by-reference";
    private static final String BY_NAMESPACE = "by-namespace";
    private static final String REFUSED = "refused-in-namespace";

    private final Map<ManagedKind, InformerEventSource<? extends HasMetadata, ShopService>> children =
            new EnumMap<>(ManagedKind.class);
    final InformerEventSource<ShopEnvironment, ShopService> environments;
    final InformerEventSource<ShopService, ShopService> providers;
    final InformerEventSource<Namespace, ShopService> namespaces;
    final InformerEventSource<Secret, ShopService> secrets;
    final InformerEventSource<ConfigMap, ShopService> configMaps;
    private final IndexerResourceCache<ShopService> services;

    public Informers(EventSourceContext<ShopService> context) {
        services = context.getPrimaryCache();
        services.addIndexer(BY_ENVIRONMENT, service -> spec(service).map(spec -> spec.environment()).toList());
        services.addIndexer(BY_PROVIDER, Informers::providerKeys);
        services.addIndexer(BY_REFERENCE, Informers::referenceKeys);
        services.addIndexer(BY_NAMESPACE, service -> List.of(service.getMetadata().getNamespace()));
        services.addIndexer(REFUSED, Informers::refusal);
        Arrays.stream(ManagedKind.values()).forEach(kind -> children.put(kind, child(kind, kind.type(), context)));
        environments = source(
                ShopEnvironment.class, "environments", null, UnaryOperator.identity(),
                environment -> indexed(BY_ENVIRONMENT, environment.getMetadata().getName()),
                (now, before) -> generation(now) != generation(before), context);
        providers = source(
                ShopService.class, "providers", null, Reduced::provider,
                this::concerned,
                (now, before) -> !InformedCluster.facts(now).equals(InformedCluster.facts(before))
                        || frees(now, before), context);
        providers.addIndexers(Map.of(BY_NAMESPACE, service -> List.of(service.getMetadata().getNamespace())));
        namespaces = source(
                Namespace.class, "namespaces", null, UnaryOperator.identity(),
                namespace -> indexed(BY_NAMESPACE, namespace.getMetadata().getName()),
                (now, before) -> !Objects.equals(now.getMetadata().getLabels(), before.getMetadata().getLabels()), context);
        String bindable = Marks.BINDABLE + "=true";
        secrets = source(
                Secret.class, "secrets", bindable, Reduced::keys,
                secret -> indexed(BY_REFERENCE, key(secret, Reference.Kind.Secret.name())), (now, before) -> true, context);
        configMaps = source(
                ConfigMap.class, "bindable-configmaps", bindable, Reduced::keys,
                map -> indexed(BY_REFERENCE, key(map, Reference.Kind.ConfigMap.name())), (now, before) -> true, context);
    }

    public List<EventSource<?, ShopService>> all() {
        var all = new ArrayList<EventSource<?, ShopService>>(children.values());
        all.addAll(List.of(environments, providers, namespaces, secrets, configMaps));
        return all;
    }

    InformerEventSource<? extends HasMetadata, ShopService> children(ManagedKind kind) {
        return children.get(kind);
    }

    private static <T extends HasMetadata> InformerEventSource<T, ShopService> child(
            ManagedKind kind, Class<T> type, EventSourceContext<ShopService> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(type, ShopService.class)
                        .withName(kind.name())
                        .withLabelSelector(Marks.MANAGED_BY + "=" + Marks.MANAGER)
                        .withItemStore(new TransformingItemStore<>(Reduced.child(type)))
                        .build(),
                context);
    }

    private static <T extends HasMetadata> InformerEventSource<T, ShopService> source(
            Class<T> type,
            String name,
            String selector,
            UnaryOperator<T> reduced,
            SecondaryToPrimaryMapper<T> mapper,
            OnUpdateFilter<T> matters,
            EventSourceContext<ShopService> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(type, ShopService.class)
                        .withName(name)
                        .withLabelSelector(selector)
                        .withItemStore(new TransformingItemStore<>(reduced))
                        .withSecondaryToPrimaryMapper(mapper)
                        .withOnUpdateFilter(matters)
                        .build(),
                context);
    }

    /** Who depends on the service, and who was refused what it may have set free. */
    private Set<ResourceID> concerned(ShopService service) {
        var concerned = new HashSet<>(indexed(BY_PROVIDER, key(service, "")));
        concerned.addAll(indexed(REFUSED, service.getMetadata().getNamespace()));
        concerned.remove(ResourceID.fromResource(service));
        return concerned;
    }

    /** Only where somebody waits for it; others look when they ask for something. */
    private boolean frees(ShopService now, ShopService before) {
        return !services.byIndex(REFUSED, now.getMetadata().getNamespace()).isEmpty()
                && !Share.of(now).equals(Share.of(before));
    }

    Stream<ShopService> servicesIn(String namespace) {
        return providers.byIndex(BY_NAMESPACE, namespace).stream();
    }

    private static List<String> refusal(ShopService service) {
        boolean refused = service.getStatus() != null
                && service.getStatus().problems().stream().anyMatch(problem -> problem.reason() == Reason.LimitExceeded);
        return refused ? List.of(service.getMetadata().getNamespace()) : List.of();
    }

    private Set<ResourceID> indexed(String index, String value) {
        return services.byIndex(index, value).stream().map(ResourceID::fromResource).collect(Collectors.toSet());
    }

    private static List<String> providerKeys(ShopService service) {
        return spec(service)
                .flatMap(spec -> spec.dependencies().stream())
                .filter(edge -> edge.service() != null)
                .map(edge -> service.getMetadata().getNamespace() + "/" + edge.service().name())
                .distinct()
                .toList();
    }

    private static List<String> referenceKeys(ShopService service) {
        return spec(service)
                .flatMap(References::of)
                .map(reference -> reference.kind() + service.getMetadata().getNamespace() + "/" + reference.name())
                .toList();
    }

    private static String key(HasMetadata object, String kind) {
        return kind + object.getMetadata().getNamespace() + "/" + object.getMetadata().getName();
    }

    private static Stream<ShopServiceSpec> spec(ShopService service) {
        return Stream.ofNullable(service.getSpec());
    }

    private static long generation(HasMetadata object) {
        Long generation = object.getMetadata().getGeneration();
        return generation == null ? 0 : generation;
    }
}

package io.shopfleet.operator.cluster.outside;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.shopfleet.api.v1alpha1.ExternalStatus;
import io.shopfleet.api.v1alpha1.ProvidedServer;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.operator.cluster.access.Bindings;
import io.shopfleet.operator.cluster.access.Consumers;
import io.shopfleet.operator.embedded.AsExternal;
import io.shopfleet.operator.holding.Kind;
import io.shopfleet.operator.provider.Additional;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What calls for a pass besides the resource itself: its environment, the labels of its namespace, the account that the
 * operator uses, which lies in the operator's own namespace, services with edges to it, and what these are bound by.
 *
 * @param <R> the resource
 */
final class Watches<R extends CustomResource<?, ExternalStatus>> {
    private static final String BY_ENVIRONMENT = "by-environment";
    private static final String BY_NAMESPACE = "by-namespace";

    final String home;
    final InformerEventSource<ShopEnvironment, R> environments;
    final InformerEventSource<Namespace, R> namespaces;
    final InformerEventSource<Secret, R> secrets;
    final Consumers<R> consumers;
    final Bindings<R> bindings;
    private final Kind<R, ?> kind;
    private final IndexerResourceCache<R> resources;

    Watches(Kind<R, ?> kind, Class<R> type, String home, EventSourceContext<R> context) {
        this.kind = kind;
        this.home = home;
        resources = context.getPrimaryCache();
        resources.addIndexer(BY_ENVIRONMENT, resource ->
                resource.getSpec() == null ? List.of() : List.of(kind.environment(resource)));
        resources.addIndexer(BY_NAMESPACE, resource -> List.of(resource.getMetadata().getNamespace()));
        environments = environments(type, context);
        namespaces = namespaces(type, context);
        secrets = secrets(type, context);
        consumers = new Consumers<>(kind, type, context);
        bindings = new Bindings<>(kind.claimed(), type, context);
    }

    private InformerEventSource<ShopEnvironment, R> environments(Class<R> type, EventSourceContext<R> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(ShopEnvironment.class, type)
                        .withName("environments")
                        .withWatchAllNamespaces()
                        .withSecondaryToPrimaryMapper(environment -> ids(of(environment.getMetadata().getName())))
                        .withOnUpdateFilter((now, before) -> !Objects.equals(
                                        now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
                                || !servers(now).equals(servers(before)))
                        .build(),
                context);
    }

    private static List<ProvidedServer> servers(ShopEnvironment environment) {
        return environment.getStatus() == null ? List.of() : environment.getStatus().servers();
    }

    private InformerEventSource<Namespace, R> namespaces(Class<R> type, EventSourceContext<R> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Namespace.class, type)
                        .withName("namespaces")
                        .withWatchAllNamespaces()
                        .withSecondaryToPrimaryMapper(namespace ->
                                ids(resources.byIndex(BY_NAMESPACE, namespace.getMetadata().getName()).stream()))
                        .withOnUpdateFilter((now, before) ->
                                !Objects.equals(now.getMetadata().getLabels(), before.getMetadata().getLabels()))
                        .build(),
                context);
    }

    private InformerEventSource<Secret, R> secrets(Class<R> type, EventSourceContext<R> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Secret.class, type)
                        .withName("accounts")
                        .withNamespaces(Set.of(home))
                        .withSecondaryToPrimaryMapper(this::concerned)
                        .build(),
                context);
    }

    List<EventSource<?, R>> all() {
        return List.of(environments, namespaces, secrets, consumers, bindings);
    }

    /**
     * What was read from the caches. When the operator stops they empty themselves, and what they lack exists all the same: asked
     * afterwards, a watch that runs now has run all the time.
     */
    <T> T whole(T read) {
        if (!Stream.of(resources, environments, namespaces, secrets, consumers, bindings).allMatch(Watches::runs)) {
            throw new Ended();
        }
        return read;
    }

    private static boolean runs(Object source) {
        return source instanceof AbstractEventSource<?, ?> watch && watch.isRunning();
    }

    /** The operator stops, and cannot tell any more what there is. */
    static final class Ended extends IllegalStateException {
        Ended() {
            super("the watches have ended");
        }
    }

    Stream<R> of(String environment) {
        return resources.byIndex(BY_ENVIRONMENT, environment).stream();
    }

    private Set<ResourceID> concerned(Secret secret) {
        String name = secret.getMetadata().getName();
        return ids(environments.list()
                .map(AsExternal::of)
                .filter(environment -> environment.getSpec() != null)
                .flatMap(environment -> of(environment.getMetadata().getName())
                        .filter(resource -> Additional.chosen(environment.getSpec(), kind.claimed(), kind.provider(resource))
                                .flatMap(kind::endpoint)
                                .filter(endpoint -> endpoint.secret().equals(name))
                                .isPresent())));
    }

    private static Set<ResourceID> ids(Stream<? extends CustomResource<?, ?>> resources) {
        return resources.map(ResourceID::fromResource).collect(Collectors.toSet());
    }
}

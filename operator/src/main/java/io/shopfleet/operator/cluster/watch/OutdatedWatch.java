package io.shopfleet.operator.cluster.watch;

import io.javaoperatorsdk.operator.api.config.informer.FieldSelectorBuilder;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.upgrade.Outdated;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Services with the template of another operator version. The server picks them, so that the watch is empty most of the time. */
public final class OutdatedWatch extends InformerEventSource<ShopService, ShopEnvironment> {

    public OutdatedWatch(Set<String> namespaces, EventSourceContext<ShopEnvironment> context) {
        super(
                ReducedStores.of(InformerEventSourceConfiguration.from(ShopService.class, ShopEnvironment.class)
                        .withName("outdated")
                        .withNamespaces(namespaces)
                        .withFieldSelector(new FieldSelectorBuilder()
                                .withField("status.pendingTemplateUpdate", "true")
                                .build())
                        .withSecondaryToPrimaryMapper(service ->
                                environment(service).map(ResourceID::new).map(Set::of).orElseGet(Set::of))
                        .withOnUpdateFilter((now, before) -> !Outdated.of(now).equals(Outdated.of(before))
                                || !environment(now).equals(environment(before)))
                        .build(), Reduced::outdated),
                context);
    }

    /**
     * Those of one environment; empty when the operator stops and cannot tell. The index keeps a service that has left for
     * another environment.
     */
    public Optional<List<Outdated>> of(ShopEnvironment environment) {
        String name = environment.getMetadata().getName();
        List<Outdated> found = getSecondaryResources(environment).stream()
                .filter(service -> environment(service).filter(name::equals).isPresent())
                .map(Outdated::of)
                .toList();
        // Asked last: a watch that runs now has run all the time.
        return Optional.of(found).filter(all -> isRunning());
    }

    private static Optional<String> environment(ShopService service) {
        return Optional.ofNullable(service.getSpec()).map(spec -> spec.environment());
    }
}

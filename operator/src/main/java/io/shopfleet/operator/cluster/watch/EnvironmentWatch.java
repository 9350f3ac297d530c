package io.shopfleet.operator.cluster.watch;

import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.shopfleet.api.v1alpha1.Isolation;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopEnvironmentSpec;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.UpgradeTurn;
import io.shopfleet.operator.fleet.Provider.Id;
import io.shopfleet.operator.graph.Change;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Environments as their services meet them: a change of the spec wakes all of them, a turn only whom it comes to or leaves. */
public final class EnvironmentWatch extends InformerEventSource<ShopEnvironment, ShopService> {

    EnvironmentWatch(SecondaryToPrimaryMapper<ShopEnvironment> services, EventSourceContext<ShopService> context) {
        super(
                InformerEventSourceConfiguration.from(ShopEnvironment.class, ShopService.class)
                        .withName("environments")
                        .withWatchAllNamespaces()
                        .withSecondaryToPrimaryMapper(services)
                        .withOnUpdateFilter((now, before) -> !Objects.equals(
                                now.getMetadata().getGeneration(), before.getMetadata().getGeneration()))
                        .build(),
                context);
    }

    /** Services of the environment that may take the current template now. */
    public static Stream<Id> turns(ShopEnvironment environment) {
        return Stream.ofNullable(environment.getStatus())
                .flatMap(status -> status.upgrading().stream())
                .map(UpgradeTurn::service)
                .map(service -> service.split("/", 2))
                .map(parts -> new Id(parts[0], parts[1]));
    }

    /** Only then do services need to know who calls them. */
    public static boolean isolates(ShopEnvironment environment) {
        return Optional.ofNullable(environment.getSpec())
                .map(ShopEnvironmentSpec::network)
                .filter(network -> network.isolation() == Isolation.DeclaredCallers)
                .isPresent();
    }

    @Override
    public void onUpdate(ShopEnvironment before, ShopEnvironment now) {
        super.onUpdate(before, now);
        Change.once(turns(before).collect(Collectors.toSet()), turns(now).collect(Collectors.toSet()))
                .forEach(id -> getEventHandler().handleEvent(new Event(new ResourceID(id.name(), id.namespace()))));
    }
}

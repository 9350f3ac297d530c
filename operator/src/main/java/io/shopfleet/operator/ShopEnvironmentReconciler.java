package io.shopfleet.operator;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import io.micrometer.core.instrument.MeterRegistry;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopEnvironmentStatus;
import io.shopfleet.operator.cluster.Journal;
import io.shopfleet.operator.cluster.servers.ServerPass;
import io.shopfleet.operator.cluster.telling.StatusWrite;
import io.shopfleet.operator.cluster.watch.FieldManager;
import io.shopfleet.operator.cluster.watch.OutdatedWatch;
import io.shopfleet.operator.embedded.Servers;
import io.shopfleet.operator.status.EnvironmentReporter;
import io.shopfleet.operator.tenancy.Frost;
import io.shopfleet.operator.upgrade.Outdated;
import io.shopfleet.operator.upgrade.Wave;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Says whether an environment is in order, runs the servers that it asks for, and gives turns to take the template of a newer
 * operator. The services that use it look it up themselves.
 */
@ControllerConfiguration(name = "shopenvironment", fieldManager = FieldManager.TEMPLATE)
@GradualRetry(maxAttempts = Integer.MAX_VALUE, initialInterval = 500, intervalMultiplier = 1.5, maxInterval = 30_000)
public class ShopEnvironmentReconciler implements Reconciler<ShopEnvironment> {
    private static final int CONFLICT = 409;
    private static final Duration AFTER_CONFLICT = Duration.ofMillis(50);

    private final EnvironmentReporter reporter = new EnvironmentReporter();
    private final Clock clock;
    private final Set<String> namespaces;
    private final ServerPass servers;
    private OutdatedWatch watch;

    /**
     * @param namespaces those whose services are looked after
     * @param home the operator's own
     */
    public ShopEnvironmentReconciler(
            Clock clock,
            MeterRegistry meters,
            @ConfigProperty(name = "shopfleet.watch.namespaces") Set<String> namespaces,
            @ConfigProperty(name = "shopfleet.namespace") String home) {
        this.clock = clock;
        this.namespaces = namespaces;
        this.servers = new ServerPass(home, new Journal(meters));
    }

    @Override
    public List<EventSource<?, ShopEnvironment>> prepareEventSources(EventSourceContext<ShopEnvironment> context) {
        watch = new OutdatedWatch(namespaces, context);
        return List.of(watch);
    }

    @Override
    public UpdateControl<ShopEnvironment> reconcile(ShopEnvironment seen, Context<ShopEnvironment> context) {
        UpdateControl<ShopEnvironment> control = UpdateControl.noUpdate();
        return watch.of(seen)
                .flatMap(outdated -> pass(seen, outdated, context))
                .map(delay -> delay.isZero() ? control.reschedule() : control.rescheduleAfter(delay))
                .orElse(control);
    }

    /** When to look again. */
    private Optional<Duration> pass(ShopEnvironment seen, List<Outdated> outdated, Context<ShopEnvironment> context) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Optional<Frost> frost = Optional.ofNullable(seen.getSpec()).flatMap(spec -> Frost.of(spec.freeze(), now));
        Wave wave = Wave.of(seen, frost.isPresent(), EnvironmentReporter.saysFrozen(seen), outdated, now);
        Servers run = servers.run(seen, context.getClient());
        ShopEnvironmentStatus status = reporter.report(seen, wave, run, now);
        Optional<Duration> again = status.equals(seen.getStatus()) ? Optional.empty() : record(seen, status, context);
        return again.or(() -> Stream.concat(
                        Stream.concat(wave.deadline().stream(), frost.flatMap(Frost::until).stream())
                                .map(moment -> Duration.between(now, moment)),
                        ServerPass.again(seen, run).stream())
                .min(Comparator.naturalOrder()));
    }

    /**
     * At once, since the SDK filters the event of its own write, and with it a foreign change that came just before. The version
     * keeps turns that were given from being forgotten.
     */
    private static Optional<Duration> record(
            ShopEnvironment seen, ShopEnvironmentStatus status, Context<ShopEnvironment> context) {
        ShopEnvironment fresh = new ShopEnvironment();
        fresh.setMetadata(new ObjectMetaBuilder()
                .withName(seen.getMetadata().getName())
                .withResourceVersion(seen.getMetadata().getResourceVersion())
                .build());
        fresh.setStatus(status);
        try {
            StatusWrite.record(fresh, context);
            return Optional.of(Duration.ZERO);
        } catch (KubernetesClientException e) {
            if (e.getCode() != CONFLICT) {
                throw e;
            }
            return Optional.of(AFTER_CONFLICT);
        }
    }
}

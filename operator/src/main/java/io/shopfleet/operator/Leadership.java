package io.shopfleet.operator;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * One replica works, the others keep their caches warm. A leader that loses its lease ends at once, since two leaders would
 * both write; one that is asked to stop gives the lease back, so that the next starts within a second instead of fifteen.
 */
@Singleton
final class Leadership {
    private static final Logger LOG = Logger.getLogger(Leadership.class);
    private static final String LEASE = "shopfleet";
    /** A standby asks this often, so that a lease that was given back is taken within two seconds of the signal to stop. */
    private static final Duration HANDED_OVER = Duration.ofSeconds(1);

    private final KubernetesClient client;
    private final String namespace;
    private final String identity;
    private final AtomicBoolean leading = new AtomicBoolean();
    private volatile boolean stopping;

    Leadership(
            KubernetesClient client,
            MeterRegistry meters,
            @ConfigProperty(name = "shopfleet.namespace") String namespace,
            @ConfigProperty(name = "shopfleet.identity") String identity) {
        this.client = client;
        this.namespace = namespace;
        this.identity = identity;
        meters.gauge("shopfleet.leader", leading, flag -> flag.get() ? 1 : 0);
    }

    /** The client of the whole process: as Quarkus would make it, but with the fence on its way out. */
    @Produces
    @ApplicationScoped
    static KubernetesClient client(KubernetesSerialization serialization, Config config) {
        return new KubernetesClientBuilder()
                .withKubernetesSerialization(serialization)
                .withConfig(config)
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("write-fence", new WriteFence()))
                .build();
    }

    static void close(@Disposes KubernetesClient client) {
        client.close();
    }

    @Produces
    @Singleton
    LeaderElectionConfiguration configuration() {
        return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(LEASE)
                .withLeaseNamespace(namespace)
                .withIdentity(identity)
                .withRetryPeriod(HANDED_OVER)
                .withLeaderCallbacks(new LeaderCallbacks(() -> leading.set(true), this::lost, leader -> {}))
                .build();
    }

    /** Before the framework stops the operator, or the loss of the lease would look like one. */
    void stop(@Observes @Priority(1) ShutdownEvent event) {
        stopping = true;
    }

    private void lost() {
        boolean led = leading.getAndSet(false);
        if (!stopping) {
            LOG.error("the lease is lost; the process ends at once, so that two leaders never write");
            Runtime.getRuntime().halt(1);
        }
        if (led) {
            release();
        }
    }

    private void release() {
        client.resources(Lease.class).inNamespace(namespace).withName(LEASE).edit(lease -> {
            if (identity.equals(lease.getSpec().getHolderIdentity())) {
                lease.getSpec().setHolderIdentity("");
                lease.getSpec().setLeaseDurationSeconds(1);
            }
            return lease;
        });
    }
}

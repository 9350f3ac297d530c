package io.shopfleet.operator;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javaoperatorsdk.operator.api.config.InformerStoppedHandler;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.quarkus.arc.Unremovable;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapperCustomizer;
import io.quarkus.runtime.Quarkus;
import io.shopfleet.operator.backend.Journal;
import io.shopfleet.operator.cluster.outside.LoggedJournal;
import io.shopfleet.operator.cluster.watch.LenientReading;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.function.IntConsumer;
import org.jboss.logging.Logger;

/** Beans that the framework looks up. Each but the clock and the journal cures a trap of the pinned versions, and has a test. */
@Singleton
final class Wiring {
    private static final Logger LOG = Logger.getLogger(Wiring.class);

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Journal journal(MeterRegistry registry) {
        return new LoggedJournal(registry);
    }

    /** Without this bean the packaged application measures nothing of its reconciliations. */
    @Produces
    @Singleton
    @Unremovable
    Metrics metrics(MeterRegistry registry) {
        return new SkippedPasses(MicrometerMetricsV2.newBuilder(registry).build());
    }

    /** Timer events carry no action, and Prometheus refuses a meter whose tags change; that would end every later reschedule. */
    @Produces
    @Singleton
    @Unremovable
    MeterFilter sameTagsForEveryEvent() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                boolean lacksAction = id.getName().startsWith("events.received") && id.getTag("action") == null;
                return lacksAction ? id.withTags(List.of(Tag.of("action", "none"))) : id;
            }
        };
    }

    /** A watch that ended for good must end the process too: the restart lists everything anew. */
    @Produces
    @Singleton
    @Unremovable
    InformerStoppedHandler informerStopped() {
        return endsTheProcess(Quarkus::asyncExit);
    }

    static InformerStoppedHandler endsTheProcess(IntConsumer exit) {
        return (informer, cause) -> {
            if (cause != null && informer.hasSynced()) {
                LOG.errorf(cause, "the watch of %s stopped; the process ends to start afresh", informer.getApiTypeClass());
                exit.accept(1);
            }
        };
    }

    @Singleton
    static final class LenientMapper implements KubernetesClientObjectMapperCustomizer {
        @Override
        public void customize(ObjectMapper mapper) {
            LenientReading.configure(mapper);
        }
    }
}

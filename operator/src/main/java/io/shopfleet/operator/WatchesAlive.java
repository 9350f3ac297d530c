package io.shopfleet.operator;

import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.RuntimeInfo;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Not alive when a watch stays down for more than a minute. An object met in a re-list that cannot be read makes the client
 * retry for ever without telling anybody; only this check notices.
 */
@Liveness
@ApplicationScoped
class WatchesAlive implements HealthCheck {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final BooleanSupplier watching;
    private final Clock clock;
    private final AtomicReference<Instant> downSince = new AtomicReference<>();

    @Inject
    WatchesAlive(Operator operator, Clock clock) {
        this(() -> watching(operator.getRuntimeInfo()), clock);
    }

    WatchesAlive(BooleanSupplier watching, Clock clock) {
        this.watching = watching;
        this.clock = clock;
    }

    private static boolean watching(RuntimeInfo runtime) {
        return !runtime.isStarted() || runtime.allEventSourcesAreHealthy();
    }

    @Override
    public HealthCheckResponse call() {
        boolean healthy = watching.getAsBoolean();
        Instant now = clock.instant();
        Instant since = downSince.updateAndGet(known -> healthy ? null : known == null ? now : known);
        boolean up = since == null || now.isBefore(since.plus(LIMIT));
        return HealthCheckResponse.named("watches").status(up).build();
    }
}

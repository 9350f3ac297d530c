package io.shopfleet.operator;

import io.javaoperatorsdk.operator.Operator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
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

    private final Operator operator;
    private final Clock clock;
    private final AtomicReference<Instant> downSince = new AtomicReference<>();

    WatchesAlive(Operator operator, Clock clock) {
        this.operator = operator;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        var runtime = operator.getRuntimeInfo();
        boolean healthy = !runtime.isStarted() || runtime.allEventSourcesAreHealthy();
        Instant now = clock.instant();
        Instant since = downSince.updateAndGet(known -> healthy ? null : known == null ? now : known);
        boolean up = since == null || now.isBefore(since.plus(LIMIT));
        return HealthCheckResponse.named("watches").status(up).build();
    }
}

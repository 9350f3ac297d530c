package io.shopfleet.orders.rest;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Ready only after requests of its own went all the way. The first request makes a JVM load a thousand classes and takes
 * longer than a customer waits; so the service sends it to itself, with an order that no catalog can price.
 */
@Readiness
@ApplicationScoped
class WarmUp implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(WarmUp.class);
    private static final int REQUESTS = 5;
    /** Then it is ready all the same: slow first answers are better than none. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Asks catalog for a product that does not exist, so that nothing is ever ordered. */
    private static final byte[] NOTHING_TO_SELL =
            "{\"lines\":[{\"sku\":\"NO-SUCH-PRODUCT\",\"quantity\":1}]}".getBytes(StandardCharsets.UTF_8);

    private final boolean wanted;
    private final int port;
    private volatile boolean warm;

    WarmUp(
            @ConfigProperty(name = "warm-up", defaultValue = "true") boolean wanted,
            @ConfigProperty(name = "quarkus.http.port", defaultValue = "8080") int port) {
        this.wanted = wanted;
        this.port = port;
        this.warm = !wanted;
    }

    void start(@Observes StartupEvent event) {
        if (wanted) {
            Thread.ofVirtual().name("warm-up").start(this::run);
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("warm-up").status(warm).build();
    }

    private void run() {
        Instant end = Instant.now().plus(LIMIT);
        for (int asked = 0; asked < REQUESTS && Instant.now().isBefore(end); ) {
            asked += ask() ? 1 : 0;
        }
        LOG.info("warm");
        warm = true;
    }

    /** False while the port does not listen yet; the answer itself does not matter. */
    private boolean ask() {
        try {
            var connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/orders").toURL().openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(10_000);
            connection.setRequestMethod("POST");
            connection.setRequestProperty("Content-Type", "application/json");
            // Nothing is kept under this key; looking for it wakes the store too.
            connection.setRequestProperty("Idempotency-Key", "warm-up");
            connection.setDoOutput(true);
            connection.getOutputStream().write(NOTHING_TO_SELL);
            return connection.getResponseCode() > 0;
        } catch (IOException e) {
            pause();
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(100));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

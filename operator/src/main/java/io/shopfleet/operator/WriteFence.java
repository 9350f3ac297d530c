package io.shopfleet.operator;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Lets a write out only while the lease is surely held. The elector learns that a lease is lost when a renewal fails, and a
 * slow renewal may outlast the lease; by then another replica leads. Every request passes here, retries included.
 */
final class WriteFence implements Interceptor {
    private static final Logger LOG = Logger.getLogger(WriteFence.class);
    /** Well below the duration of the lease, since others count it from a moment before we asked. */
    private static final long LIMIT = LeaderElectionConfiguration.RENEW_DEADLINE_DEFAULT_VALUE.toNanos();

    private final LongSupplier clock;
    private final Runnable end;

    /** When the renewal under way began. */
    private volatile long begun;
    /** When the last renewal that succeeded had begun; none before the first, and then there is nothing to fence. */
    private volatile Long held;

    WriteFence() {
        this(System::nanoTime, () -> Runtime.getRuntime().halt(1));
    }

    WriteFence(LongSupplier clock, Runnable end) {
        this.clock = clock;
        this.end = end;
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        if (isLease(request)) {
            begun = isRead(request) ? clock.getAsLong() : begun;
        } else if (!isRead(request) && held != null && clock.getAsLong() - held > LIMIT) {
            LOG.error("the lease may have run out; the process ends at once, so that two leaders never write");
            end.run();
        }
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        if (isLease(request) && !isRead(request) && response.isSuccessful()) {
            held = begun;
        }
    }

    private static boolean isLease(HttpRequest request) {
        return request.uri().getPath().startsWith("/apis/coordination.k8s.io/");
    }

    private static boolean isRead(HttpRequest request) {
        return request.method().equals("GET");
    }
}

package io.shopfleet.operator.backend;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.shopfleet.api.v1alpha1.Reason;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Stands before one outside system: measures each call, and after some that got no answer refuses further ones at once for
 * a while, so that reconcilers do not queue up behind a dead server. One call is then let through to find out whether it is
 * back. What the system answers, refusals included, is a sign of life. Nor do they queue up behind one that is
 * frozen: while calls wait and none has been answered for long, further ones are refused too.
 */
public final class Guard {
    private static final int CALLS = 4;
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofSeconds(4);

    private final String system;
    private final MeterRegistry meters;
    private final CircuitBreaker breaker;
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile long heard;

    /** @param system such as {@code kafka}; a tag of the metrics, so never the name of a resource */
    public Guard(String system, MeterRegistry meters) {
        this.system = system;
        this.meters = meters;
        this.breaker = CircuitBreaker.of(system, CircuitBreakerConfig.custom()
                .slidingWindowSize(CALLS)
                .minimumNumberOfCalls(CALLS)
                .failureRateThreshold(100)
                .permittedNumberOfCallsInHalfOpenState(1)
                .waitDurationInOpenState(PAUSE)
                .recordException(failure -> failure instanceof BackendFailure backend && backend.unreachable())
                .build());
    }

    /**
     * @param call sets limits to its own time, and throws nothing but {@link BackendFailure}
     * @throws BackendFailure that of the call, or at once where the system does not answer anyway
     */
    public <T> T call(String operation, Supplier<T> call) {
        if (underWay.get() >= CALLS && System.nanoTime() - heard > LONG.toNanos()) {
            throw silent(null);
        }
        if (underWay.getAndIncrement() == 0) {
            heard = System.nanoTime();
        }
        try {
            return breaker.executeSupplier(() -> measured(operation, call));
        } catch (CallNotPermittedException e) {
            throw silent(e);
        } finally {
            underWay.decrementAndGet();
        }
    }

    private BackendFailure silent(Exception cause) {
        return new BackendFailure(
                Reason.DependencyUnreachable, system + " does not answer; it is asked again every few seconds", cause);
    }

    private <T> T measured(String operation, Supplier<T> call) {
        var sample = Timer.start(meters);
        String outcome = "error";
        try {
            T result = call.get();
            outcome = "ok";
            heard = System.nanoTime();
            return result;
        } catch (BackendFailure e) {
            outcome = e.reason().name();
            if (!e.unreachable()) {
                heard = System.nanoTime();
            }
            throw e;
        } finally {
            sample.stop(meters.timer("shopfleet.backend.calls", "system", system, "operation", operation, "outcome", outcome));
        }
    }
}

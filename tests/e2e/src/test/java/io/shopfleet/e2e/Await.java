package io.shopfleet.e2e;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** Waiting for a condition: limits are generous, for they only matter when something is broken. */
final class Await {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Duration PACE = Duration.ofMillis(200);

    private Await() {
    }

    static void until(String what, Callable<Boolean> condition) {
        Awaitility.await(what).atMost(LIMIT).pollDelay(Duration.ZERO).pollInterval(PACE).until(condition);
    }

    /** For moments that must not be missed. */
    static void atOnce(String what, Callable<Boolean> condition) {
        Awaitility.await(what).atMost(LIMIT).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5)).until(condition);
    }

    /** For conditions that are costly to ask. */
    static void slowly(String what, Callable<Boolean> condition) {
        Awaitility.await(what).atMost(LIMIT).pollDelay(PACE).pollInterval(Duration.ofSeconds(1)).until(condition);
    }

    /** Fails with what the assertions said last. */
    static void untilAsserted(String what, ThrowingRunnable assertions) {
        Awaitility.await(what).atMost(LIMIT).pollDelay(Duration.ZERO).pollInterval(PACE).untilAsserted(assertions);
    }
}

package io.shopfleet.bench;

import java.time.Duration;

/** Waiting, where time itself is what is measured. */
final class Pause {
    private Pause() {
    }

    static void of(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

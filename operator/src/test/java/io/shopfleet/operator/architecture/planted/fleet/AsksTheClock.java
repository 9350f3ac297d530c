package io.shopfleet.operator.architecture.planted.fleet;

import java.time.Instant;

/** Planted: a pure package that reads the time itself. */
public final class AsksTheClock {
    private AsksTheClock() {}

    public static Instant seen() {
        return Instant.now();
    }
}

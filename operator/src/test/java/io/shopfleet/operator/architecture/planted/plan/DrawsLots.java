package io.shopfleet.operator.architecture.planted.plan;

import java.util.UUID;

/** Planted: names by chance, so that two equal passes differ. */
public final class DrawsLots {
    private DrawsLots() {}

    public static String name() {
        return UUID.randomUUID().toString();
    }
}

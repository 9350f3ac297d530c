package io.shopfleet.operator.architecture.planted.plan;

/** Planted: a decision that depends on the process it runs in. */
public final class ReadsSurroundings {
    private ReadsSurroundings() {}

    public static long decide() {
        return System.getenv().size() + System.nanoTime() + System.currentTimeMillis() + Math.round(Math.random());
    }
}

package io.shopfleet.bench;

import java.time.Duration;
import java.util.List;

/** The numbers, one line each: measurement, what was counted, value, unit, with tabs between. All else goes to standard error. */
final class Results {
    private final String measurement;

    Results(String measurement) {
        this.measurement = measurement;
    }

    void count(String what, long value) {
        line(what, Long.toString(value), "");
    }

    void ratio(String what, double value) {
        line(what, "%.2f".formatted(value), "x");
    }

    void seconds(String what, Duration value) {
        line(what, "%.2f".formatted(seconds(value)), "s");
    }

    void percent(String what, double value) {
        line(what, "%.2f".formatted(value), "%");
    }

    void mebibytes(String what, long value) {
        line(what, Long.toString(value), "MiB");
    }

    static void say(String text, Object... values) {
        System.err.println("bench: " + text.formatted(values));
    }

    static double seconds(Duration value) {
        return value.toNanos() / 1e9;
    }

    /** The smallest value that this share of all does not exceed. */
    static <T extends Comparable<T>> T quantile(List<T> values, double share) {
        return values.stream().sorted().toList().get(Math.max(0, (int) Math.ceil(share * values.size()) - 1));
    }

    private void line(String what, String value, String unit) {
        System.out.println(String.join("\t", measurement, what, value, unit).stripTrailing());
    }
}

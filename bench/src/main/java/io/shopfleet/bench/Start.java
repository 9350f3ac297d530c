package io.shopfleet.bench;

import io.shopfleet.testkit.ApiServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** From the start of the process until it says that it is ready: the caches are full and the lease is asked for. */
final class Start {
    private static final int ROUNDS = 5;

    private Start() {
    }

    static void measure(ApiServer server, String system) {
        var results = new Results("start");
        var plain = new ArrayList<Duration>();
        var cached = new ArrayList<Duration>();
        String cache = System.getProperty("bench.aot", "");
        for (int n = 0; n < ROUNDS; n++) {
            plain.add(once(server, system, ""));
            if (!cache.isEmpty()) {
                cached.add(once(server, system, "-XX:AOTCache=" + cache));
            }
        }
        results.count("rounds", ROUNDS);
        report(results, "plain", plain);
        if (!cached.isEmpty()) {
            report(results, "aot", cached);
        }
    }

    private static void report(Results results, String name, List<Duration> times) {
        results.seconds(name + ".min", Results.quantile(times, 0));
        results.seconds(name + ".p50", Results.quantile(times, 0.50));
        results.seconds(name + ".max", Results.quantile(times, 1));
    }

    private static Duration once(ApiServer server, String system, String javaOptions) {
        long begun = System.nanoTime();
        try (var operator = Operator.start(server, system, javaOptions)) {
            operator.process.awaitReady();
            Duration time = Duration.ofNanos(System.nanoTime() - begun);
            operator.stop();
            return time;
        }
    }
}

package io.shopfleet.bench;

import io.shopfleet.testkit.ApiServer;
import io.shopfleet.testkit.AuditLog;
import io.shopfleet.testkit.Chart;
import io.shopfleet.testkit.PackagedOperator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The packaged operator with the chart's service account, its rights and a token, as in a pod. */
final class Operator implements AutoCloseable {
    private static final Duration QUIET = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    final PackagedOperator process;
    private final AuditLog audit;
    private final String user;

    private Operator(PackagedOperator process, AuditLog audit, String user) {
        this.process = process;
        this.audit = audit;
        this.user = user;
    }

    static Operator start(ApiServer server, String namespace, String javaOptions) {
        Path kubeconfig = server.accountKubeconfig(namespace, Chart.ACCOUNT);
        var settings = Map.of("JAVA_TOOL_OPTIONS", (System.getProperty("bench.java.options", "") + " " + javaOptions).strip());
        var process = PackagedOperator.start(namespace, "bench", kubeconfig, settings);
        return new Operator(process, server.audit(), "system:serviceaccount:" + namespace + ":" + Chart.ACCOUNT);
    }

    List<AuditLog.Entry> writes(AuditLog.Mark since) {
        return audit.writesBy(user, since);
    }

    List<AuditLog.Entry> requests(AuditLog.Mark since) {
        return audit.requestsBy(user, since);
    }

    /** Waits until the fleet is as it should be and nothing was written for a while; the wait itself is not measured. */
    void awaitQuiet(BooleanSupplier done) {
        await(Duration.ZERO, () -> {
            AuditLog.Mark mark = audit.mark();
            Pause.of(QUIET);
            return writes(mark).isEmpty() && done.getAsBoolean();
        });
    }

    /** Looks again after each pause, and gives up in the end. */
    void await(Duration pause, BooleanSupplier done) {
        long limit = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > limit) {
                throw new IllegalStateException("the fleet is not at rest after " + PATIENCE.toMinutes() + " minutes");
            }
            Pause.of(pause);
        }
    }

    /** Passes over ShopServices since the start. */
    long passes() {
        return passes("shopservice");
    }

    long passes(String controller) {
        return sum("reconciliations_execution_duration_seconds_count{controller_name=\"" + controller + "\"");
    }

    /** Of all metrics that begin like this. */
    long sum(String beginning) {
        return process.get("/q/metrics").body().lines()
                .filter(line -> line.startsWith(beginning))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    /** As a pod ends. */
    void stop() {
        process.signal("TERM");
        process.exitCode();
    }

    @Override
    public void close() {
        process.close();
    }
}

package io.shopfleet.bench;

import io.shopfleet.testkit.ApiServer;
import io.shopfleet.testkit.AuditLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Random;

/** One fleet over its life: nothing yet, brought up, left alone, the operator restarted, single services changed. */
final class StandingFleet {
    private static final int CHANGES = 100;
    private static final Duration MOMENT = Duration.ofMillis(20);

    private final ApiServer server;
    private final Estate estate;
    private final Results results = new Results("fleet");

    private StandingFleet(ApiServer server) {
        this.server = server;
        this.estate = new Estate(server, Bench.size());
    }

    static void measure(ApiServer server, String system) {
        var fleet = new StandingFleet(server);
        fleet.results.count("services", Bench.size());
        try (var operator = Operator.start(server, system, "")) {
            fleet.bringUp(operator);
            fleet.leaveAlone(operator);
            operator.stop();
        }
        AuditLog.Mark mark = server.audit().mark();
        try (var operator = Operator.start(server, system, "")) {
            fleet.restarted(operator, mark);
            fleet.change(operator);
            operator.stop();
        } finally {
            fleet.estate.clear();
        }
    }

    private void bringUp(Operator operator) {
        operator.process.awaitReady();
        operator.awaitQuiet(() -> true);
        results.mebibytes("memory.nothing", operator.process.memory());
        estate.applyEnvironment();
        estate.applyServices();
        operator.awaitQuiet(this::allReady);
        results.mebibytes("memory.converged", operator.process.memory());
    }

    private void leaveAlone(Operator operator) {
        Duration time = Duration.ofSeconds(Integer.getInteger("bench.idle", 60));
        AuditLog.Mark mark = server.audit().mark();
        Duration cpu = operator.process.cpu();
        long passes = operator.passes();
        Pause.of(time);
        Duration used = operator.process.cpu().minus(cpu);
        results.seconds("idle.time", time);
        results.count("idle.writes", operator.writes(mark).size());
        results.count("idle.passes", operator.passes() - passes);
        results.percent("idle.cpu", 100 * Results.seconds(used) / Results.seconds(time));
    }

    private void restarted(Operator operator, AuditLog.Mark mark) {
        operator.process.awaitReady();
        operator.awaitQuiet(() -> operator.passes() >= Bench.size());
        results.count("restart.writes", operator.writes(mark).size());
        results.count("restart.passes", operator.passes());
        results.seconds("restart.cpu", operator.process.cpu());
        results.mebibytes("memory.restarted", operator.process.memory());
    }

    /** One at a time, in an order that is the same each time; the next when the one before is at rest. */
    private void change(Operator operator) {
        var random = new Random(1);
        var delays = new ArrayList<Duration>();
        for (int n = 1; n <= CHANGES; n++) {
            Estate.Name name = estate.names.get(random.nextInt(estate.names.size()));
            delays.add(delay(operator, name, "2.0." + n));
        }
        results.count("change.changes", CHANGES);
        results.seconds("change.p50", Results.quantile(delays, 0.50));
        results.seconds("change.p95", Results.quantile(delays, 0.95));
        results.seconds("change.max", Results.quantile(delays, 1));
    }

    /** From the answer to whoever changed the spec to the operator's first write about the service, by the server's clock. */
    private Duration delay(Operator operator, Estate.Name name, String version) {
        AuditLog.Mark mark = server.audit().mark();
        estate.applyService(name, version);
        operator.await(MOMENT, () -> version.equals(estate.service(name).getStatus().version())
                && Estate.ready(estate.service(name)));
        Instant changed = server.audit().writesBy("admin", mark).getFirst().answered();
        Instant written = operator.writes(mark).stream()
                .filter(write -> write.namespace().equals(name.namespace()) && write.name().startsWith(name.name()))
                .map(AuditLog.Entry::received)
                .findFirst()
                .orElseThrow();
        return Duration.between(changed, written);
    }

    private boolean allReady() {
        return estate.count(Estate::ready) == Bench.size();
    }
}

package io.shopfleet.bench;

import io.shopfleet.testkit.ApiServer;
import io.shopfleet.testkit.AuditLog;
import java.time.Duration;

/** Three hundred services of an environment that is not there yet; then it comes. */
final class LateEnvironment {
    private static final int SIZE = 300;
    private static final Duration WHILE = Duration.ofSeconds(60);

    private LateEnvironment() {
    }

    static void measure(ApiServer server, String system) {
        var results = new Results("environment");
        var estate = new Estate(server, SIZE);
        results.count("services", SIZE);
        try (var operator = Operator.start(server, system, "")) {
            operator.process.awaitReady();
            AuditLog.Mark begun = server.audit().mark();
            estate.applyServices();
            operator.awaitQuiet(() -> estate.count(service -> Estate.has(service, "Accepted", "False")) == SIZE);
            results.count("missing.writes", operator.writes(begun).size());
            results.count("missing.passes", operator.passes());
            waitInVain(server, operator, results);
            AuditLog.Mark mark = server.audit().mark();
            long passes = operator.passes();
            estate.applyEnvironment();
            operator.awaitQuiet(() -> estate.count(Estate::ready) == SIZE);
            results.count("there.writes", operator.writes(mark).size());
            results.count("there.passes", operator.passes() - passes);
            operator.stop();
        } finally {
            estate.clear();
        }
    }

    private static void waitInVain(ApiServer server, Operator operator, Results results) {
        AuditLog.Mark mark = server.audit().mark();
        long passes = operator.passes();
        Duration cpu = operator.process.cpu();
        Pause.of(WHILE);
        results.count("waiting.writes", operator.writes(mark).size());
        results.count("waiting.passes", operator.passes() - passes);
        results.percent("waiting.cpu", 100 * Results.seconds(operator.process.cpu().minus(cpu)) / Results.seconds(WHILE));
    }
}

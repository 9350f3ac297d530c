package io.shopfleet.operator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopfleet.testkit.AuditLog;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An operator with nothing to do writes nothing, and does not even ask to. */
class QuietTest extends Story {
    private static final String[] EVERYTHING = {
        "version: 1.0.0-rc.1",
        "resources: {requests: {cpu: \"0.25\", memory: 1024Mi}, limits: {cpu: 1000m, memory: 1.5Gi}}",
        "command: [/bin/run]",
        "args: [--fast, \"\"]",
        "env: [{name: EMPTY, value: \"\"}, {name: Z, value: z}, {name: A, value: a}, {name: OTEL_SERVICE_NAME, value: mine}]",
        "config: {b.c: \"1\", a: \"\"}",
        "health: {port: http, liveness: /live, readiness: /ready, startup: /started}",
        "scratch: [{mountPath: /tmp, size: 2048Mi}, {mountPath: /var/cache}]",
        "pod: {labels: {tier: web}, annotations: {note: hello}, serviceAccountAnnotations: {role: r}, "
                + "imagePullSecrets: [{name: pull}], nodeSelector: {disk: ssd}, priorityClassName: system-node-critical, "
                + "topologyKey: topology.kubernetes.io/zone, "
                + "tolerations: [{key: a, operator: Exists}, {key: b, value: c, effect: NoExecute, tolerationSeconds: 30}]}",
        "rollout: {strategy: Rolling, progressDeadline: 1h30m, history: 5}",
    };

    private List<AuditLog.Entry> writesSince(AuditLog.Mark mark) {
        return server.audit().writesBy(LiveOperator.USER, mark).stream()
                .filter(write -> team.namespace.equals(write.namespace()) && !write.name().startsWith("probe-"))
                .toList();
    }

    @Test
    void aRestartAndTouchedObjectsCauseNoWriteAndOneRealChangeIsCounted() {
        apply("plain", "registry.example/plain:1.0.0", 2);
        apply("everything", "registry.example/everything:1.0.0", 2, EVERYTHING);
        runs("plain", "1.0.0");
        runs("everything", "1.0.0-rc.1");
        untilQuiet();

        var mark = server.audit().mark();
        operator.close();
        operator = LiveOperator.start(server);
        for (int round = 1; round <= 3; round++) {
            touchEverything("round-" + round);
            untilSeen(mark, round);
        }
        assertThat(writesSince(mark)).isEmpty();

        apply("plain", "registry.example/plain:1.0.0", 3);
        runs("plain", "1.0.0");
        assertThat(writesSince(mark)).isNotEmpty();
    }

    /** Quiet: the last of the operator's writes lies behind a full look at both services. */
    private void untilQuiet() {
        await().atMost(Duration.ofSeconds(60)).during(Duration.ofSeconds(2)).until(() -> {
            var mark = server.audit().mark();
            touchEverything("quiet-" + UUID.randomUUID());
            return writesSince(mark).isEmpty();
        });
    }

    /** A foreign label on each object, which calls for a pass over its service. */
    private void touchEverything(String value) {
        for (String kind : List.of("deployments", "services", "configmaps", "serviceaccounts")) {
            server.kubectl().run("label", kind, "--selector", "app.kubernetes.io/managed-by=shopfleet", "--namespace",
                    team.namespace, "--overwrite", "example.com/touched=" + value);
        }
    }

    /** A service that comes after the touched objects and has its status shows that the operator got past them. */
    private void untilSeen(AuditLog.Mark mark, int rounds) {
        team.apply("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: probe-%d}
                spec:
                  environment: %s
                  image: registry.example/probe:1.0.0
                  paused: true
                """.formatted(rounds, environment));
        team.sees("probe-" + rounds, service -> assertThat(service.getStatus()).isNotNull());
        server.kubectl().run("delete", "shopservice", "probe-" + rounds, "--namespace", team.namespace);
    }
}

package io.shopfleet.operator.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.operator.packaged.ApiLine;
import io.shopfleet.testkit.AuditLog;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the operator wrote it knows at once, however late its watches tell of it. */
class LateWatchTest extends Story {
    private static final Set<String> LATE =
            Set.of("configmaps", "secrets", "serviceaccounts", "controllerrevisions", "poddisruptionbudgets");

    @Test
    void nothingIsWrittenTwiceAndNothingTakenForDeleted() {
        team.apply("""
                apiVersion: v1
                kind: Secret
                metadata: {name: card, labels: {shopfleet.io/bindable: "true"}}
                stringData: {token: one}
                """);
        operator.close();
        var mark = server.audit().mark();
        try (var line = ApiLine.of(server, LiveOperator.USER, "system:masters")) {
            operator = LiveOperator.start(line);
            line.holdWatches(path -> LATE.stream().anyMatch(kind -> path.contains("/" + kind + "?")));
            apply("catalog", "registry.example/catalog:1.0.0", 2,
                    "env: [{name: TOKEN, secretKeyRef: {name: card, key: token}}]");
            runs("catalog", "1.0.0");
            apply("catalog", "registry.example/catalog:1.0.0", 3,
                    "env: [{name: TOKEN, secretKeyRef: {name: card, key: token}}]");
            runs("catalog", "1.0.0");
            List<String> written = server.audit().writesBy(LiveOperator.USER, mark).stream()
                    .filter(write -> team.namespace.equals(write.namespace()) && LATE.contains(write.resource()))
                    .map(AuditLog.Entry::resource)
                    .toList();
            assertThat(written).containsExactlyInAnyOrder(
                    "configmaps", "secrets", "serviceaccounts", "controllerrevisions", "poddisruptionbudgets",
                    "poddisruptionbudgets");
            tells("catalog", "RolloutStarted", "Promoted");
            operator.close();
        }
    }
}

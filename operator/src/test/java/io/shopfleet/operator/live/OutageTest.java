package io.shopfleet.operator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.shopfleet.testkit.PodOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class OutageTest extends Story {
    /** The long one outlasts whatever clients, caches and the operator's own clocks bear with; make test-full has it. */
    private static final Duration OUTAGE = Duration.ofSeconds(System.getProperty("full") == null ? 20 : 120);

    @Test
    void anApiServerThatWasAwayFindsTheOperatorAtWorkAndThePodsAsTheyWere() {
        apply("resting", "registry.example/shop/resting:1.0.0", 2);
        apply("rolling", "registry.example/shop/rolling:1.0.0", 2);
        runs("resting", "1.0.0");
        runs("rolling", "1.0.0");
        node.when(image -> image.endsWith(":2.0.0"), PodOutcome.NEVER_READY);
        apply("rolling", "registry.example/shop/rolling:2.0.0", 2);
        team.sees("rolling", service -> assertThat(service.getStatus().candidate()).isNotNull());
        // The played node must not be cut off in the middle of a write.
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        client.pods().inNamespace(team.namespace).list().getItems())
                .hasSize(5)
                .allMatch(pod -> "Running".equals(pod.getStatus().getPhase())));
        List<String> before = podUids("resting");

        server.stopApiServer();
        try {
            await("the outage").pollDelay(OUTAGE).atMost(OUTAGE.multipliedBy(2)).until(() -> true);
        } finally {
            server.startApiServer();
            server.restartControllers();
        }
        node.allReady();
        // Every client of the server, its controllers too, comes back at its own pace.
        await("the rollout to end").atMost(Duration.ofMinutes(3)).until(
                () -> "2.0.0".equals(team.service("rolling").getStatus().version()));
        runs("rolling", "2.0.0");
        apply("later", "registry.example/shop/later:1.0.0", 1);
        runs("later", "1.0.0");
        runs("resting", "1.0.0");
        assertThat(podUids("resting")).isEqualTo(before);
        tells("resting", "RolloutStarted", "Promoted");
        await().atMost(Duration.ofSeconds(30)).until(operator::informersAreHealthy);
    }

    /** The SDK by itself gives up after five more attempts, until something else happens. */
    @Test
    void aWriteThatFailsAgainAndAgainIsTriedUntilItSucceeds() {
        var failures = new ConcurrentHashMap<>(Map.of("/services/unlucky", 6, "/shopenvironments/" + environment + "/status", 6));
        operator.close();
        operator = LiveOperator.start(server, new Interceptor() {
            @Override
            public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
                failures.forEach((path, left) -> {
                    if (request.method().equals("PATCH") && request.uri().getPath().endsWith(path) && left > 0) {
                        failures.put(path, left - 1);
                        throw new IllegalStateException("this write fails, and " + (left - 1) + " more");
                    }
                });
            }
        });
        team.applyEnvironment(environment, "external: [{name: card-network, url: \"https://cards.example\"}]");
        apply("unlucky", "registry.example/shop/unlucky:1.0.0", 1);
        runs("unlucky", "1.0.0");
        environmentIsSeen();
        assertThat(failures.values()).containsOnly(0);
    }

    private List<String> podUids(String service) {
        return client.pods().inNamespace(team.namespace).withLabel("shopfleet.io/service", service).list().getItems().stream()
                .map(pod -> pod.getMetadata().getUid())
                .sorted()
                .toList();
    }
}

package io.shopfleet.operator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopfleet.testkit.PodOutcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutageTest extends Story {
    private static final Duration OUTAGE = Duration.ofSeconds(20);

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
        assertThat(eventReasons("resting")).containsExactlyInAnyOrder("RolloutStarted", "Promoted");
        await().atMost(Duration.ofSeconds(30)).until(operator::informersAreHealthy);
    }

    private List<String> podUids(String service) {
        return client.pods().inNamespace(team.namespace).withLabel("shopfleet.io/service", service).list().getItems().stream()
                .map(pod -> pod.getMetadata().getUid())
                .sorted()
                .toList();
    }
}

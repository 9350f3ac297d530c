package io.shopfleet.operator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopfleet.api.v1alpha1.CommandOutcome;
import io.shopfleet.api.v1alpha1.Phase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A service is asked what would be done: it tells, and does it once the question is taken away. */
class AskedTest extends Story {
    private static final String ANSWER = "all pods would restart with version 1.1.0 (revision ";
    private static final String BECAUSE =
            "because of image: registry.example/catalog:1.0.0 -> registry.example/catalog:1.1.0; version: 1.0.0 -> 1.1.0";

    @Test
    void nothingIsDoneWhileTheQuestionIsThereAndAllOnceItIsGone() {
        apply("catalog", "registry.example/catalog:1.0.0", 2);
        runs("catalog", "1.0.0");
        List<String> pods = podUids();
        ask("catalog:1.1.0", "pr-7");
        team.sees("catalog", service -> {
            assertThat(service.getStatus().observedGeneration()).isEqualTo(service.getMetadata().getGeneration());
            assertThat(service.getStatus().phase()).isEqualTo(Phase.Paused);
            assertThat(service.getStatus().command().id()).isEqualTo("pr-7");
            assertThat(service.getStatus().command().outcome()).isEqualTo(CommandOutcome.Done);
            assertThat(service.getStatus().command().message()).startsWith(ANSWER).endsWith(BECAUSE);
        });
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                client.events().v1().events().inNamespace(team.namespace).list().getItems())
                .filteredOn(event -> "CommandAccepted".equals(event.getReason()))
                .singleElement()
                .satisfies(event -> assertThat(event.getNote()).startsWith("command pr-7: " + ANSWER)));
        assertThat(podUids()).isEqualTo(pods);
        assertThat(deployments()).hasSize(1);
        apply("catalog", "registry.example/catalog:1.1.0", 2);
        runs("catalog", "1.1.0");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() ->
                assertThat(podUids()).hasSize(2).doesNotContainAnyElementsOf(pods));
    }

    private List<String> deployments() {
        return client.apps().deployments().inNamespace(team.namespace).list().getItems().stream()
                .map(deployment -> deployment.getMetadata().getName())
                .toList();
    }

    private void ask(String image, String id) {
        team.apply("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: catalog, annotations: {shopfleet.io/plan: %s}}
                spec:
                  environment: %s
                  image: registry.example/%s
                  replicas: 2
                  ports: [{name: http, port: 8080}]
                """.formatted(id, environment, image));
    }
}

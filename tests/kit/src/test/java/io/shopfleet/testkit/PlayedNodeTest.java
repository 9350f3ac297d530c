package io.shopfleet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlayedNodeTest {
    private final ApiServer server = ApiServer.shared();
    private final String namespace = server.newNamespace("node", Map.of());
    private final PlayedNode node = PlayedNode.in(server, namespace);

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void podsBecomeReadyAndTheDeploymentAvailable() {
        deploy("shop/orders:1", 2);
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() ->
                assertThat(deployment().getStatus().getAvailableReplicas()).isEqualTo(2));
        assertThat(pods()).allSatisfy(pod -> assertThat(pod.getStatus().getPodIP()).startsWith("10.244."));
        assertThat(pods().stream().map(pod -> pod.getStatus().getPodIP()).distinct()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"IMAGE_CANNOT_BE_PULLED, Pending, ImagePullBackOff", "CRASH_LOOP, Running, CrashLoopBackOff",
        "CONFIG_ERROR, Pending, CreateContainerConfigError"})
    void aContainerWaitsForTheReasonOfTheRule(PodOutcome outcome, String phase, String reason) {
        node.when(image -> image.endsWith(":bad"), outcome);
        deploy("shop/orders:bad", 1);
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(pods()).singleElement().satisfies(pod -> {
            assertThat(pod.getStatus().getPhase()).isEqualTo(phase);
            assertThat(pod.getStatus().getContainerStatuses()).singleElement()
                    .satisfies(container -> assertThat(container.getState().getWaiting().getReason()).isEqualTo(reason));
        }));
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() ->
                assertThat(deployment().getStatus().getUnavailableReplicas()).isEqualTo(1));
    }

    @Test
    void anUnschedulablePodHasNoNodeAndSaysWhy() {
        node.when(image -> true, PodOutcome.UNSCHEDULABLE);
        deploy("shop/orders:1", 1);
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(pods()).singleElement().satisfies(pod -> {
            assertThat(pod.getSpec().getNodeName()).isNull();
            assertThat(pod.getStatus().getConditions()).anySatisfy(c -> assertThat(c.getReason()).isEqualTo("Unschedulable"));
        }));
    }

    @Test
    void aChangedRuleReachesPodsThatAreAlreadyThere() {
        node.when(image -> true, PodOutcome.NEVER_READY);
        deploy("shop/orders:1", 1);
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(pods()).singleElement().satisfies(pod -> {
            assertThat(pod.getStatus().getPhase()).isEqualTo("Running");
            assertThat(pod.getStatus().getContainerStatuses().getFirst().getReady()).isFalse();
        }));
        node.allReady();
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() ->
                assertThat(deployment().getStatus().getAvailableReplicas()).isEqualTo(1));
    }

    @Test
    void deletedPodsEndAndAreReplaced() {
        deploy("shop/orders:1", 1);
        await().atMost(Duration.ofMinutes(1)).until(() -> Integer.valueOf(1).equals(deployment().getStatus().getAvailableReplicas()));
        String first = pods().getFirst().getMetadata().getUid();
        server.admin().pods().inNamespace(namespace).delete();
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            assertThat(pods()).singleElement().satisfies(pod -> assertThat(pod.getMetadata().getUid()).isNotEqualTo(first));
            assertThat(deployment().getStatus().getAvailableReplicas()).isEqualTo(1);
        });
    }

    private void deploy(String image, int replicas) {
        server.admin().resource(new DeploymentBuilder().withNewMetadata().withName("orders").withNamespace(namespace).endMetadata()
                .withNewSpec().withReplicas(replicas)
                .withNewSelector().addToMatchLabels("app", "orders").endSelector()
                .withNewTemplate().withNewMetadata().addToLabels("app", "orders").endMetadata()
                .withNewSpec().addNewContainer().withName("app").withImage(image).endContainer().endSpec()
                .endTemplate().endSpec().build()).create();
    }

    private Deployment deployment() {
        return server.admin().apps().deployments().inNamespace(namespace).withName("orders").get();
    }

    private List<Pod> pods() {
        return server.admin().pods().inNamespace(namespace).list().getItems();
    }
}

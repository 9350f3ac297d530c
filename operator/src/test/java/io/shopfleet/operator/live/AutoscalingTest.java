package io.shopfleet.operator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.shopfleet.testkit.AuditLog;
import io.shopfleet.testkit.PodOutcome;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The number of pods goes to the controller of autoscalers and back. There are no measurements here, so that it only keeps the
 * number within its bounds; it looks every two seconds.
 */
class AutoscalingTest extends Story {
    private static final String CPU = "resources: {requests: {cpu: 100m}}";
    private static final String FROM_2 = "autoscaling: {min: 2, max: 10}";

    /** As people apply it who let the autoscaler have the number: without replicas. */
    private void autoscaled(String version, String... lines) {
        team.apply("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: catalog}
                spec:
                  environment: %s
                  image: registry.example/catalog:%s
                  ports: [{name: http, port: 8080}]
                  %s
                """.formatted(environment, version, CPU)
                + String.join("", List.of(lines).stream().map(line -> "  " + line + "\n").toList()));
    }

    private String name() {
        return "catalog-" + team.service("catalog").getStatus().serving().revision();
    }

    private Resource<Deployment> deployment() {
        return client.apps().deployments().inNamespace(team.namespace).withName(name());
    }

    private List<HorizontalPodAutoscaler> autoscalers() {
        return client.autoscaling().v2().horizontalPodAutoscalers().inNamespace(team.namespace).list().getItems();
    }

    private void autoscaledWithin(int min, int max) {
        soon(() -> assertThat(autoscalers()).singleElement().satisfies(autoscaler -> {
            assertThat(autoscaler.getMetadata().getName()).isEqualTo(name());
            assertThat(autoscaler.getSpec().getScaleTargetRef().getName()).isEqualTo(name());
            assertThat(autoscaler.getSpec().getMinReplicas()).isEqualTo(min);
            assertThat(autoscaler.getSpec().getMaxReplicas()).isEqualTo(max);
            assertThat(autoscaler.getSpec().getMetrics().getFirst().getResource().getTarget().getAverageUtilization())
                    .isEqualTo(70);
        }));
        soon(() -> assertThat(team.service("catalog").getStatus().rollout().autoscaled()).isTrue());
    }

    private void available(int pods) {
        team.sees("catalog", service -> {
            assertThat(service.getStatus().availableReplicas()).isEqualTo(pods);
            assertThat(service.getStatus().replicas()).isEqualTo(pods);
            assertThat(condition(service, "Ready").getStatus()).isEqualTo("True");
        });
    }

    private List<AuditLog.Entry> writesSince(AuditLog.Mark mark) {
        return server.audit().writesBy(LiveOperator.USER, mark).stream()
                .filter(write -> team.namespace.equals(write.namespace()))
                .toList();
    }

    /** Quiet: a full look at the service, which a foreign label calls for, and no write. */
    private void untilQuiet() {
        await().atMost(Duration.ofSeconds(60)).during(Duration.ofSeconds(2)).until(() -> {
            var mark = server.audit().mark();
            touch();
            return writesSince(mark).isEmpty();
        });
    }

    private void touch() {
        for (String kind : List.of("deployments", "horizontalpodautoscalers")) {
            server.kubectl().run("label", kind, "--all", "--namespace", team.namespace, "--overwrite",
                    "example.com/touched=" + UUID.randomUUID());
        }
    }

    @Test
    void switchedOnAtFivePodsItNeverAsksForFewerAndThenItsOwnMinimumCounts() {
        apply("catalog", "registry.example/catalog:1.0.0", 5, CPU);
        runs("catalog", "1.0.0");
        var sums = new Sums();
        try (var watch = client.apps().deployments().inNamespace(team.namespace).watch(sums)) {
            autoscaled("1.0.0", FROM_2);
            autoscaledWithin(2, 10);
            available(5);
            assertThat(team.service("catalog").getSpec().replicas()).isEqualTo(1);
            untilQuiet();
        }
        assertThat(sums.sums).isNotEmpty().allMatch(sum -> sum == 5);
        assertThat(client.policy().v1().podDisruptionBudget().inNamespace(team.namespace).withName("catalog").get()
                        .getSpec().getMinAvailable())
                .isEqualTo(new IntOrString(1));
        assertThat(eventReasons("catalog")).doesNotContain("DriftRepaired");
    }

    @Test
    void switchedOffTheNumberSeenIsTakenOverAndTheSpecsNumberFollows() {
        apply("catalog", "registry.example/catalog:1.0.0", 2, CPU);
        runs("catalog", "1.0.0");
        autoscaled("1.0.0", "autoscaling: {min: 4, max: 10}");
        available(4);
        autoscaledWithin(4, 10);
        var mark = server.audit().mark();
        var sums = new Sums();
        try (var watch = client.apps().deployments().inNamespace(team.namespace).watch(sums)) {
            apply("catalog", "registry.example/catalog:1.0.0", 3, CPU);
            soon(() -> assertThat(deployment().get().getSpec().getReplicas()).isEqualTo(3));
            available(3);
        }
        assertThat(autoscalers()).isEmpty();
        assertThat(sums.sums).allMatch(sum -> sum == 4 || sum == 3);
        assertThat(writesSince(mark).stream().map(write -> write.verb() + " " + write.resource()))
                .filteredOn(write -> write.contains("autoscalers") || write.contains("deployments"))
                .containsExactly("delete horizontalpodautoscalers", "patch deployments", "patch deployments");
        assertThat(eventReasons("catalog")).doesNotContain("DriftRepaired");
    }

    @Test
    void aRolloutIsForAsManyPodsAsThereWereAndNoAutoscalerIsThereMeanwhile() {
        apply("catalog", "registry.example/catalog:1.0.0", 5, CPU);
        runs("catalog", "1.0.0");
        autoscaled("1.0.0", FROM_2);
        autoscaledWithin(2, 10);
        node.when(image -> image.endsWith(":1.1.0"), PodOutcome.NEVER_READY);
        var sums = new Sums();
        try (var watch = client.apps().deployments().inNamespace(team.namespace).watch(sums)) {
            autoscaled("1.1.0", FROM_2);
            team.sees("catalog", service -> {
                assertThat(service.getStatus().candidate()).isNotNull();
                assertThat(service.getStatus().rollout().replicas()).isEqualTo(5);
                assertThat(service.getStatus().rollout().autoscaled()).isNull();
            });
            soon(() -> assertThat(client.apps().deployments().inNamespace(team.namespace).list().getItems()).hasSize(2));
            assertThat(autoscalers()).isEmpty();
            node.allReady();
            runs("catalog", "1.1.0");
            autoscaledWithin(2, 10);
            available(5);
        }
        assertThat(sums.sums).isNotEmpty().allMatch(sum -> sum >= 5 && sum <= 7).anyMatch(sum -> sum > 5);
        tells("catalog", "RolloutStarted", "Promoted", "RolloutStarted", "Promoted");
    }

    @Test
    void aRolloutThatFailsHandsTheNumberBackToo() {
        node.when(image -> image.endsWith(":2.0.0"), PodOutcome.IMAGE_CANNOT_BE_PULLED);
        apply("catalog", "registry.example/catalog:1.0.0", 3, CPU);
        runs("catalog", "1.0.0");
        autoscaled("1.0.0", FROM_2);
        autoscaledWithin(2, 10);
        autoscaled("2.0.0", FROM_2, "rollout: {progressDeadline: 10s}");
        team.sees("catalog", service -> {
            assertThat(service.getStatus().failed()).isNotNull();
            assertThat(service.getStatus().candidate()).isNull();
        });
        autoscaledWithin(2, 10);
        assertThat(deployment().get().getSpec().getReplicas()).isEqualTo(3);
        assertThat(eventReasons("catalog")).doesNotContain("DriftRepaired");
    }

    @Test
    void kubectlScaleWithinTheBoundsStaysBeyondThemTheAutoscalerAnswersAndTheOperatorNeverDoes() {
        apply("catalog", "registry.example/catalog:1.0.0", 3, CPU);
        runs("catalog", "1.0.0");
        autoscaled("1.0.0", FROM_2);
        autoscaledWithin(2, 10);
        untilQuiet();
        var mark = server.audit().mark();
        server.kubectl().run("scale", "deployment/" + name(), "--replicas=6", "--namespace", team.namespace);
        available(6);
        server.kubectl().run("scale", "deployment/" + name(), "--replicas=1", "--namespace", team.namespace);
        available(2);
        untilQuiet();
        assertThat(deployment().get().getSpec().getReplicas()).isEqualTo(2);
        assertThat(writesSince(mark))
                .isNotEmpty()
                .allMatch(write -> write.resource().equals("shopservices") && write.subresource().equals("status"));
        assertThat(writesSince(mark)).as("one status for each number of pods that was seen").hasSizeLessThan(30);
        assertThat(eventReasons("catalog")).doesNotContain("DriftRepaired");
    }

    @Test
    void anOperatorThatStartsAgainWritesNothingAndADeletedAutoscalerComesBackWithoutTakingAPodAway() {
        apply("catalog", "registry.example/catalog:1.0.0", 5, CPU);
        runs("catalog", "1.0.0");
        autoscaled("1.0.0", FROM_2);
        autoscaledWithin(2, 10);
        untilQuiet();
        var mark = server.audit().mark();
        operator.close();
        operator = LiveOperator.start(server);
        for (int round = 0; round < 3; round++) {
            touch();
            apply("probe-" + round, "registry.example/probe:1.0.0", 1, "paused: true");
            team.sees("probe-" + round, service -> assertThat(service.getStatus()).isNotNull());
        }
        assertThat(writesSince(mark)).filteredOn(write -> !write.name().startsWith("probe-")).isEmpty();

        client.resource(autoscalers().getFirst()).delete();
        autoscaledWithin(2, 10);
        assertThat(writesSince(mark)).filteredOn(write -> write.resource().equals("horizontalpodautoscalers")).isNotEmpty();
        assertThat(deployment().get().getSpec().getReplicas()).isEqualTo(5);
    }
}

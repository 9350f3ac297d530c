package io.shopfleet.operator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Objects that the operator cannot read, written while the schema was looser. Each tells its own problem and harms no other,
 * however the operator meets it: as an event, when the watch is started anew, and in the first list after a restart.
 */
class PoisonTest extends Story {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String API = "shopfleet.io/v1alpha1";

    /** Name of the service, the field at fault, and what is shown. */
    private static final Map<String, List<String>> PROBLEMS = Map.of(
            "enum", List.of("spec.rollout.strategy", "UnknownValue"),
            "integer", List.of("spec.ports[0].port", "Unreadable"),
            "list", List.of("spec.ports", "Unreadable"));

    private final List<String> poisonedEnvironments = new ArrayList<>();

    @AfterEach
    void restore() {
        server.applyCrds();
        poisonedEnvironments.forEach(
                name -> client.genericKubernetesResources(API, "ShopEnvironment").withName(name).delete());
    }

    @Test
    void whatCannotBeReadShowsOneProblemAndHarmsNoOther() {
        applyHealthy("1.0.0");
        runsHealthy("1.0.0");

        server.loosenCrds();
        poison();
        everyPoisonTellsItsProblem();
        applyHealthy("1.1.0");
        runsHealthy("1.1.0");
        assertThat(operator.informersAreHealthy()).as("after events").isTrue();

        server.applyCrds();
        untilStrictAgain();
        applyHealthy("1.2.0");
        runsHealthy("1.2.0");
        everyPoisonTellsItsProblem();
        assertThat(operator.informersAreHealthy()).as("after a watch that started anew").isTrue();

        operator.close();
        server.loosenCrds();
        poisoned("late", "command: run");
        poisoned("no-status", "ports: http");
        poisonedEnvironment(environment + "-late");
        server.applyCrds();
        untilStrictAgain();
        operator = LiveOperator.start(server);
        applyHealthy("1.3.0");
        runsHealthy("1.3.0");
        everyPoisonTellsItsProblem();
        tellsItsProblem("late", "spec.command", "Unreadable");
        // Rules of the schema speak of ports, and the server evaluates them even for a status.
        tells("no-status", "Unreadable");
        assertThat(operator.informersAreHealthy()).as("after a restart").isTrue();
    }

    private void poison() {
        poisoned("enum", "rollout: {strategy: Teleport}");
        poisoned("integer", "ports: [{name: http, port: 9999999999, protocol: HTTP}]");
        poisoned("list", "ports: http");
        poisonedEnvironment(environment + "-poisoned");
        poisoned("status", "rollout: {strategy: Rolling, progressDeadline: 10m, history: 3}");
        var status = new ResourceDefinitionContext.Builder().withGroup("shopfleet.io").withVersion("v1alpha1")
                .withKind("ShopService").withPlural("shopservices").withNamespaced(true).build();
        client.genericKubernetesResources(status).inNamespace(team.namespace).withName("status").editStatus(service -> {
            service.setAdditionalProperty("status", Map.of("phase", List.of(7), "conditions", "yes", "rollout", "never"));
            return service;
        });
    }

    private void poisonedEnvironment(String name) {
        poisonedEnvironments.add(name);
        untilAccepted("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopEnvironment
                metadata: {name: %s}
                spec: {allowedNamespaces: everybody}
                """.formatted(name));
    }

    private void poisoned(String name, String line) {
        untilAccepted("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: %s}
                spec:
                  environment: %s
                  image: registry.example/shop/poison:1.0.0
                  pod: {topologyKey: kubernetes.io/hostname}
                  replicas: 1
                  paused: false
                  %s
                """.formatted(name, environment, line));
    }

    /** The server needs a moment until it goes by the looser schema. */
    private void untilAccepted(String yaml) {
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(200)).untilAsserted(
                () -> assertThatCode(() -> team.apply(yaml)).doesNotThrowAnyException());
    }

    private void untilStrictAgain() {
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(200)).until(() -> {
            try {
                team.apply("""
                        apiVersion: shopfleet.io/v1alpha1
                        kind: ShopService
                        metadata: {name: refused}
                        spec: {environment: %s, image: "registry.example/shop/poison:1.0.0", replicas: -1}
                        """.formatted(environment));
                return false;
            } catch (KubernetesClientException e) {
                return e.getCode() == 422;
            }
        });
    }

    private void everyPoisonTellsItsProblem() {
        PROBLEMS.forEach((name, problem) -> tellsItsProblem(name, problem.getFirst(), problem.getLast()));
        poisonedEnvironments.forEach(name -> await(name).atMost(LIMIT).untilAsserted(() -> {
            JsonNode problem = raw("ShopEnvironment", name).at("/status/problems/0");
            assertThat(problem.path("path").asText()).isEqualTo("spec.allowedNamespaces");
            assertThat(problem.path("reason").asText()).isEqualTo("Unreadable");
        }));
        await("status").atMost(LIMIT).untilAsserted(() ->
                assertThat(raw("ShopService", "status").at("/status/phase").asText()).isEqualTo("Running"));
    }

    private void tellsItsProblem(String name, String path, String reason) {
        await(name).atMost(LIMIT).untilAsserted(() -> {
            JsonNode problems = raw("ShopService", name).at("/status/problems");
            assertThat(problems).hasSize(1);
            assertThat(problems.at("/0/path").asText()).isEqualTo(path);
            assertThat(problems.at("/0/reason").asText()).isEqualTo(reason);
        });
    }

    private void applyHealthy(String version) {
        team.apply(SpelledOut.healthy(environment, version));
    }

    private void runsHealthy(String version) {
        await("healthy").atMost(LIMIT).untilAsserted(() -> {
            JsonNode status = raw("ShopService", "healthy").path("status");
            assertThat(status.path("version").asText()).isEqualTo(version);
            assertThat(status.path("phase").asText()).isEqualTo("Running");
        });
    }

    private JsonNode raw(String kind, String name) {
        var found = kind.equals("ShopService")
                ? client.genericKubernetesResources(API, kind).inNamespace(team.namespace).withName(name).get()
                : client.genericKubernetesResources(API, kind).withName(name).get();
        return Serialization.unmarshal(Serialization.asJson(found), JsonNode.class);
    }
}

package io.shopfleet.operator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.shopfleet.api.v1alpha1.RevisionStatus;
import io.shopfleet.testkit.PodOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pods are replaced exactly when something that they read has changed, and by the same steps as for a new image. */
class RestartsTest extends Story {
    private static final String TOKEN = "env: [{name: TOKEN, secretKeyRef: {name: card, key: token}}]";
    private static final String OTHER = "env: [{name: OTHER, secretKeyRef: {name: card, key: other}}]";
    private static final String CURRENCY = "env: [{name: CURRENCY, configMapKeyRef: {name: prices, key: currency}}]";
    private static final String ROUNDING = "files: [{name: rounding, mountPath: /prices, configMap: {name: rules}}]";

    private void secret(String name, Map<String, String> values) {
        source("Secret", name, "stringData", values);
    }

    private void configMap(String name, Map<String, String> values) {
        source("ConfigMap", name, "data", values);
    }

    private void source(String kind, String name, String field, Map<String, String> values) {
        team.apply("""
                apiVersion: v1
                kind: %s
                metadata: {name: %s, labels: {shopfleet.io/bindable: "true"}}
                %s: {%s}
                """.formatted(kind, name, field, String.join(", ", values.entrySet().stream()
                        .map(value -> value.getKey() + ": \"" + value.getValue() + "\"")
                        .toList())));
    }

    private List<Pod> pods(String service) {
        return client.pods().inNamespace(team.namespace).withLabel("shopfleet.io/service", service).list().getItems().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }

    private List<String> uids(String service) {
        return pods(service).stream().map(pod -> pod.getMetadata().getUid()).sorted().toList();
    }

    private RevisionStatus serving(String service) {
        return team.service(service).getStatus().serving();
    }

    /** The value that a pod was given, wherever it comes from. */
    private String seenBy(Pod pod, String variable) {
        EnvVar env = pod.getSpec().getContainers().getFirst().getEnv().stream()
                .filter(some -> some.getName().equals(variable)).findFirst().orElseThrow();
        var secret = env.getValueFrom().getSecretKeyRef();
        if (secret == null) {
            var map = env.getValueFrom().getConfigMapKeyRef();
            return client.configMaps().inNamespace(team.namespace).withName(map.getName()).get().getData().get(map.getKey());
        }
        Secret copy = client.secrets().inNamespace(team.namespace).withName(secret.getName()).get();
        return new String(Base64.getDecoder().decode(copy.getData().get(secret.getKey())), StandardCharsets.UTF_8);
    }

    private void allSee(String service, String variable, String value, int pods) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(pods(service))
                .hasSize(pods).allSatisfy(pod -> assertThat(seenBy(pod, variable)).isEqualTo(value)));
    }

    private List<String> epochsOf(String service) {
        return client.secrets().inNamespace(team.namespace).withLabel("shopfleet.io/service", service).list().getItems().stream()
                .map(secret -> secret.getMetadata().getName())
                .toList();
    }

    @Test
    void aChangedKeyOfASecretReplacesThePodsOfExactlyTheServicesThatReadIt() {
        secret("card", Map.of("token", "one", "other", "x"));
        apply("orders", "registry.example/orders:1.0.0", 2, TOKEN);
        apply("billing", "registry.example/billing:1.0.0", 1, OTHER);
        apply("catalog", "registry.example/catalog:1.0.0", 1);
        List.of("orders", "billing", "catalog").forEach(name -> runs(name, "1.0.0"));
        List<String> billing = uids("billing");
        List<String> catalog = uids("catalog");
        List<String> orders = uids("orders");
        RevisionStatus before = serving("orders");
        allSee("orders", "TOKEN", "one", 2);

        secret("card", Map.of("token", "two", "other", "x"));

        allSee("orders", "TOKEN", "two", 2);
        team.sees("orders", service -> assertThat(service.getStatus().serving().epoch()).isGreaterThan(before.epoch()));
        runs("orders", "1.0.0");
        assertThat(serving("orders").revision()).isEqualTo(before.revision());
        assertThat(uids("orders")).doesNotContainAnyElementsOf(orders);
        assertThat(uids("billing")).isEqualTo(billing);
        assertThat(uids("catalog")).isEqualTo(catalog);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() ->
                assertThat(epochsOf("orders")).containsExactly("orders-epoch-" + serving("orders").epoch()));
        assertThat(serving("catalog").epoch()).isNull();
        assertThat(epochsOf("catalog")).isEmpty();
    }

    @Test
    void aChangedKeyOfAConfigMapMakesANewRevisionAndChangingItBackTheOldOne() {
        configMap("prices", Map.of("currency", "EUR", "unused", "x"));
        configMap("rules", Map.of("rounding", "up"));
        apply("orders", "registry.example/orders:1.0.0", 2, CURRENCY);
        apply("billing", "registry.example/billing:1.0.0", 1, ROUNDING);
        runs("orders", "1.0.0");
        runs("billing", "1.0.0");
        List<String> billing = uids("billing");
        RevisionStatus before = serving("orders");

        configMap("prices", Map.of("currency", "USD", "unused", "x"));
        allSee("orders", "CURRENCY", "USD", 2);
        runs("orders", "1.0.0");
        assertThat(serving("orders").revision()).isNotEqualTo(before.revision());
        assertThat(uids("billing")).isEqualTo(billing);

        configMap("prices", Map.of("currency", "EUR", "unused", "x"));
        allSee("orders", "CURRENCY", "EUR", 2);
        runs("orders", "1.0.0");
        assertThat(serving("orders")).isEqualTo(before);

        configMap("rules", Map.of("rounding", "up", "added", "file"));
        team.sees("billing", service -> {
            assertThat(service.getStatus().candidate()).isNull();
            assertThat(uids("billing")).hasSize(1).doesNotContainAnyElementsOf(billing);
        });
    }

    @Test
    void unrelatedKeysLabelsAndARestartedOperatorReplaceNoPod() {
        secret("card", Map.of("token", "one", "other", "x"));
        configMap("prices", Map.of("currency", "EUR", "unused", "x"));
        apply("orders", "registry.example/orders:1.0.0", 2, TOKEN.replace("]", ", " + CURRENCY.substring(6)));
        runs("orders", "1.0.0");
        List<String> before = uids("orders");
        long beat = team.service("orders").getStatus().rollout().beat();

        secret("card", Map.of("token", "one", "other", "y", "third", "z"));
        configMap("prices", Map.of("currency", "EUR", "unused", "y"));
        server.kubectl().run("label", "secret", "card", "stage=test", "--namespace", team.namespace);
        server.kubectl().run("label", "configmap", "prices", "stage=test", "--namespace", team.namespace);
        operator.close();
        operator = LiveOperator.start(server);
        apply("orders", "registry.example/orders:1.0.0", 3, TOKEN.replace("]", ", " + CURRENCY.substring(6)));

        team.sees("orders", service -> assertThat(service.getStatus().availableReplicas()).isEqualTo(3));
        assertThat(uids("orders")).hasSize(3).containsAll(before);
        assertThat(team.service("orders").getStatus().rollout().beat()).isEqualTo(beat);
        assertThat(epochsOf("orders")).hasSize(1);
    }

    @Test
    void aRefreshInMidRolloutReachesNoPodBeforeItsEpochIsRolledOut() {
        node.when(image -> image.endsWith(":2.0.0"), PodOutcome.NEVER_READY);
        secret("card", Map.of("token", "one"));
        apply("orders", "registry.example/orders:1.0.0", 2, TOKEN);
        runs("orders", "1.0.0");
        apply("orders", "registry.example/orders:2.0.0", 2, TOKEN);
        team.sees("orders", service -> assertThat(service.getStatus().candidate()).isNotNull());
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(pods("orders")).hasSize(3));
        List<String> midway = uids("orders");

        secret("card", Map.of("token", "two"));
        client.secrets().inNamespace(team.namespace).withName("card").delete();
        team.sees("orders", service -> assertThat(service.getStatus().problems()).hasSize(1));
        assertThat(uids("orders")).isEqualTo(midway);
        allSee("orders", "TOKEN", "one", 3);

        secret("card", Map.of("token", "three"));
        node.allReady();
        allSee("orders", "TOKEN", "three", 2);
        runs("orders", "2.0.0");
        assertThat(team.service("orders").getStatus().history()).extracting(RevisionStatus::version).containsExactly("1.0.0");
    }

    @Test
    void credentialsThatBreakTheServiceAreReturnedFromAndNotTriedAgain() {
        secret("card", Map.of("token", "good"));
        apply("orders", "registry.example/orders:1.0.0", 2, TOKEN, "rollout: {progressDeadline: 10s}");
        runs("orders", "1.0.0");
        List<String> before = uids("orders");
        RevisionStatus serving = serving("orders");
        node.when(image -> image.endsWith(":1.0.0"), PodOutcome.CRASH_LOOP);

        secret("card", Map.of("token", "bad"));

        team.sees("orders", service -> {
            assertThat(service.getStatus().failed()).isNotNull();
            assertThat(service.getStatus().failed().revision()).isEqualTo(serving.revision());
            assertThat(service.getStatus().failed().epoch()).isGreaterThan(serving.epoch());
            assertThat(service.getStatus().candidate()).isNull();
            assertThat(service.getStatus().serving()).isEqualTo(serving);
        });
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(uids("orders")).isEqualTo(before));
        long beat = team.service("orders").getStatus().rollout().beat();
        node.allReady();
        apply("orders", "registry.example/orders:1.0.0", 2, TOKEN, "rollout: {progressDeadline: 11s}");
        team.sees("orders", service ->
                assertThat(service.getStatus().observedGeneration()).isEqualTo(service.getMetadata().getGeneration()));
        assertThat(team.service("orders").getStatus().rollout().beat()).isEqualTo(beat);

        secret("card", Map.of("token", "better"));
        allSee("orders", "TOKEN", "better", 2);
        runs("orders", "1.0.0");
        assertThat(team.service("orders").getStatus().failed()).isNull();
    }
}

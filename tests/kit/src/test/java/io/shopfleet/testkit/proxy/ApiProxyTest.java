package io.shopfleet.testkit.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.shopfleet.testkit.ApiServer;
import io.shopfleet.testkit.AuditLog;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApiProxyTest {
    private final ApiServer server = ApiServer.shared();
    private final String namespace = server.newNamespace("proxy", Map.of());
    private final ApiProxy proxy = ApiProxy.as(server.config("through-proxy", "system:masters"));
    /** Without attempts of its own, which would hide what the proxy does. */
    private final KubernetesClient client = new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder(proxy.config()).withRequestRetryBackoffLimit(0).build()).build();

    @AfterEach
    void close() {
        client.close();
        proxy.close();
    }

    @Test
    void whoComesThroughActsAsTheUserOfTheProxy() {
        AuditLog.Mark mark = server.audit().mark();
        create("large", "x".repeat(500_000));
        assertThat(client.configMaps().inNamespace(namespace).withName("large").get().getData().get("value")).hasSize(500_000);
        assertThat(server.audit().writesBy("through-proxy", mark)).map(AuditLog.Entry::toString)
                .containsExactly("create configmaps %s/large 201".formatted(namespace));
    }

    @Test
    void anotherProcessMayComeThroughByAFile() throws Exception {
        try (var other = new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(Files.readString(proxy.kubeconfig()))).build()) {
            assertThat(other.namespaces().withName(namespace).get()).isNotNull();
        }
    }

    @Test
    void aRequestCutBeforeNeverReachesTheServerAndOneCutAfterIsDone() {
        var before = proxy.when(request -> request.is("POST", ".*/configmaps") && request.body().contains("before")).cutBefore();
        var after = proxy.when(request -> request.is("POST", ".*/configmaps") && request.body().contains("after")).cutAfter();
        assertUnanswered("before");
        assertUnanswered("after");
        assertThat(before.hits()).isEqualTo(1);
        assertThat(after.hits()).isEqualTo(1);
        assertThat(server.admin().configMaps().inNamespace(namespace).withName("before").get()).isNull();
        assertThat(server.admin().configMaps().inNamespace(namespace).withName("after").get()).isNotNull();
    }

    @Test
    void theProxyMayAnswerTheNthRequestItself() {
        proxy.when(request -> request.is("POST", "/api/v1/namespaces/" + namespace + "/configmaps")).nth(2)
                .answer(429, "Retry-After: 1");
        create("first", "");
        assertThatThrownBy(() -> create("second", "")).isInstanceOfSatisfying(KubernetesClientException.class,
                e -> assertThat(e.getCode()).isEqualTo(429));
        create("third", "");
        assertThat(server.admin().configMaps().inNamespace(namespace).list().getItems()).map(map -> map.getMetadata().getName())
                .contains("first", "third").doesNotContain("second");
    }

    @Test
    void aFrozenRequestWaitsForItsReleaseAndOthersDoNot() throws Exception {
        var rule = proxy.when(request -> request.is("GET", ".*/configmaps/held")).freeze();
        create("held", "");
        var held = CompletableFuture.supplyAsync(() -> client.configMaps().inNamespace(namespace).withName("held").get());
        await().atMost(Duration.ofMinutes(1)).until(() -> rule.hits() == 1);
        create("other", "");
        assertThatThrownBy(() -> held.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
        rule.end();
        assertThat(held.get(1, TimeUnit.MINUTES)).isNotNull();
    }

    @Test
    void eventsOfARunningWatchCanBeHeldBack() {
        try (var informer = client.configMaps().inNamespace(namespace).inform()) {
            create("seen", "");
            await().atMost(Duration.ofMinutes(1)).until(() -> has(informer.getStore().list(), "seen"));
            var rule = proxy.when(request -> request.watches(".*/configmaps")).freeze();
            create("unseen", "");
            await().during(Duration.ofSeconds(1)).atMost(Duration.ofMinutes(1)).until(() -> !has(informer.getStore().list(), "unseen"));
            rule.end();
            await().atMost(Duration.ofMinutes(1)).until(() -> has(informer.getStore().list(), "unseen"));
        }
    }

    @Test
    void aCutWatchIsTakenUpAgain() {
        try (var informer = client.configMaps().inNamespace(namespace).inform()) {
            var watches = proxy.when(request -> request.watches(".*/configmaps"));
            proxy.cut();
            await().atMost(Duration.ofMinutes(1)).until(() -> watches.hits() > 0);
            create("later", "");
            await().atMost(Duration.ofMinutes(1)).until(() -> has(informer.getStore().list(), "later"));
        }
    }

    @Test
    void downRefusesEverythingUntilItIsUpAgain() {
        proxy.down();
        assertUnanswered("refused");
        proxy.up();
        create("taken", "");
    }

    @Test
    void aFrozenProxyLetsNothingThroughUntilItThaws() throws Exception {
        create("before", "");
        proxy.freeze();
        var answer = CompletableFuture.supplyAsync(() -> client.configMaps().inNamespace(namespace).withName("before").get());
        assertThatThrownBy(() -> answer.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
        proxy.thaw();
        assertThat(answer.get(1, TimeUnit.MINUTES)).isNotNull();
    }

    private void assertUnanswered(String name) {
        assertThatThrownBy(() -> create(name, "")).isInstanceOfSatisfying(KubernetesClientException.class,
                e -> assertThat(e.getCode()).isLessThanOrEqualTo(0));
    }

    private void create(String name, String value) {
        client.resource(new ConfigMapBuilder().withNewMetadata().withName(name).withNamespace(namespace).endMetadata()
                .addToData("value", value).build()).create();
    }

    private static boolean has(List<ConfigMap> maps, String name) {
        return maps.stream().anyMatch(map -> map.getMetadata().getName().equals(name));
    }
}

package io.shopfleet.operator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.shopfleet.operator.fleet.ManagedKind;
import io.shopfleet.operator.fleet.Marks;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the operator keeps in memory. An object that it just wrote is there whole until its watch has told of it. */
class CachesTest extends Story {
    private static final String VALUE = "Y2FuYXJ5LTNwWDh2UnExTHQ=";

    /** A service that reads the value from a Secret. */
    @BeforeEach
    void run() {
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("card")
                        .withNamespace(team.namespace)
                        .addToLabels("shopfleet.io/bindable", "true")
                        .endMetadata()
                        .withData(Map.of("token", VALUE))
                        .build())
                .create();
        apply("catalog", "registry.example/catalog:1.0.0", 2,
                "env: [{name: TOKEN, secretKeyRef: {name: card, key: token}}]");
        runs("catalog", "1.0.0");
    }

    private <T extends HasMetadata> List<T> cached(Class<T> type) {
        return operator.cached(type).filter(object -> team.namespace.equals(object.getMetadata().getNamespace())).toList();
    }

    @Test
    void holdTheKeysOfASecretAndOfItsCopyAndNoValue() {
        assertThat(client.secrets().inNamespace(team.namespace).list().getItems())
                .extracting(secret -> secret.getMetadata().getName(), secret -> secret.getData().containsValue(VALUE))
                .containsExactlyInAnyOrder(tuple("card", true), tuple("catalog-epoch-1", true));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(cached(Secret.class))
                    .extracting(secret -> secret.getMetadata().getName())
                    .containsExactlyInAnyOrder("card", "catalog-epoch-1");
            assertThat(cached(Secret.class)).allSatisfy(secret ->
                    assertThat(secret.getData()).hasSize(1).doesNotContainValue(VALUE));
        });
    }

    @Test
    void holdADigestOfEachObjectThatTheOperatorMade() {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(made())
                .extracting(HasMetadata::getKind)
                .contains("ServiceAccount", "ControllerRevision", "Secret", "ConfigMap", "Service", "Deployment",
                        "PodDisruptionBudget"));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(made())
                .allSatisfy(object -> assertThat(object.getMetadata().getAnnotations()).containsKey(Marks.OBSERVED_DIGEST)));
    }

    private List<HasMetadata> made() {
        return Arrays.stream(ManagedKind.values())
                .<HasMetadata>flatMap(kind -> cached(kind.type()).stream())
                .filter(object -> Marks.MANAGER.equals(object.getMetadata().getLabels().get(Marks.MANAGED_BY)))
                .toList();
    }
}

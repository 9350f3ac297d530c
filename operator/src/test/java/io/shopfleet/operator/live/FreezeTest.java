package io.shopfleet.operator.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.api.v1alpha1.Phase;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreezeTest extends Story {

    private void environment(String... lines) {
        team.apply("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopEnvironment
                metadata: {name: %1$s}
                spec:
                  allowedNamespaces: {selector: {matchLabels: {shopfleet.io/environment: %1$s}}}
                """.formatted(environment)
                + String.join("", List.of(lines).stream().map(line -> "  " + line + "\n").toList()));
    }

    private void isHeld(String name, String serving, int replicas, String message) {
        team.sees(name, service -> {
            assertThat(service.getStatus().observedGeneration()).isEqualTo(service.getMetadata().getGeneration());
            assertThat(service.getStatus().phase()).isEqualTo(Phase.Waiting);
            assertThat(service.getStatus().version()).isEqualTo(serving);
            assertThat(service.getStatus().candidate()).isNull();
            assertThat(service.getStatus().availableReplicas()).isEqualTo(replicas);
            assertThat(condition(service, "Ready").getReason()).isEqualTo("Frozen");
            assertThat(condition(service, "Ready").getMessage()).isEqualTo(message);
            assertThat(condition(service, "Available").getStatus()).isEqualTo("True");
        });
    }

    private List<String> podUids(String service) {
        return client.pods().inNamespace(team.namespace).withLabel("shopfleet.io/service", service).list().getItems().stream()
                .map(pod -> pod.getMetadata().getUid())
                .toList();
    }

    @Test
    void aFreezeHoldsNewRevisionsOnlyAndLiftingItStartsNothingElse() {
        apply("catalog", "registry.example/catalog:1.0.0", 1);
        apply("orders", "registry.example/orders:1.0.0", 1);
        runs("catalog", "1.0.0");
        runs("orders", "1.0.0");
        var catalog = podUids("catalog");

        environment("freeze: {reason: Christmas sale}");
        runs("catalog", "1.0.0");
        apply("orders", "registry.example/orders:2.0.0", 2);
        isHeld("orders", "1.0.0", 2, "ShopEnvironment " + environment + " is frozen: Christmas sale");
        client.services().inNamespace(team.namespace).withName("catalog").delete();
        team.sees("catalog", service -> assertThat(eventReasons("catalog")).contains("DriftRepaired"));
        runs("catalog", "1.0.0");

        environment();
        runs("orders", "2.0.0");
        runs("catalog", "1.0.0");
        assertThat(podUids("catalog")).isEqualTo(catalog);
    }

    @Test
    void aFreezeEndsByItselfAtTheTimeItNames() {
        Instant end = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(12);
        environment("freeze: {reason: Christmas sale, until: \"" + end + "\"}");
        apply("orders", "registry.example/orders:1.0.0", 1);
        team.sees("orders", service -> {
            assertThat(condition(service, "Ready").getReason()).isEqualTo("Frozen");
            assertThat(service.getStatus().rollout()).isNull();
        });
        runs("orders", "1.0.0");
        assertThat(Instant.parse(team.service("orders").getStatus().rollout().startedAt())).isAfterOrEqualTo(end);
    }
}

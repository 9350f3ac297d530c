package io.shopfleet.operator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.testkit.AuditLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Whoever floods one service harms no other, and not the API server either. */
class StormTest extends Story {
    private static final PatchContext RIVAL = new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager("rival")
            .build();

    private Resource<Service> address() {
        return client.services().inNamespace(team.namespace).withName("catalog");
    }

    private List<AuditLog.Entry> writes(AuditLog.Mark mark, String resource) {
        return server.audit().writesBy(LiveOperator.USER, mark).stream()
                .filter(write -> team.namespace.equals(write.namespace()))
                .filter(write -> write.resource().equals(resource) && write.name().equals("catalog"))
                .toList();
    }

    /** Repairs that have come back since then. */
    private static long since(Instant then) {
        return Duration.between(then, Instant.now()).toSeconds() / 30;
    }

    /** Answers the operator's every repair at once. */
    private CompletableFuture<Void> rival(AtomicBoolean ended) {
        return CompletableFuture.runAsync(() -> {
            while (!ended.get()) {
                address().patch(RIVAL, "{\"spec\": {\"selector\": {\"shopfleet.io/service\": \"rival\"}}}");
            }
        });
    }

    @Test
    void anObjectThatARivalRewritesForEverIsNamedAndTheRivalIsNotAnsweredEachTime() {
        apply("catalog", "registry.example/catalog:1.0.0", 1);
        runs("catalog", "1.0.0");
        // The address tells what serves once the status does; after that the operator has no reason of its own to write it.
        await().atMost(Duration.ofSeconds(60)).until(() -> address().get().getMetadata().getAnnotations() != null
                && address().get().getMetadata().getAnnotations().containsKey("shopfleet.io/serving"));
        var mark = server.audit().mark();
        Instant begun = Instant.now();
        var ended = new AtomicBoolean();
        var rival = rival(ended);
        try {
            team.sees("catalog", service -> {
                assertThat(condition(service, "Ready").getReason()).isEqualTo("ObjectContested");
                assertThat(condition(service, "Stalled").getStatus()).isEqualTo("True");
                assertThat(service.getStatus().problems()).extracting(Problem::message).containsExactly(
                        "Service catalog is changed again and again, by rival; it is put right every 30 seconds");
            });
            assertThat(writes(mark, "services")).hasSizeBetween(10, (int) (10 + since(begun)));
            AuditLog.Mark contested = server.audit().mark();
            Instant named = Instant.now();
            apply("orders", "registry.example/orders:1.0.0", 2);
            runs("orders", "1.0.0");
            apply("catalog", "registry.example/catalog:1.1.0", 1);
            team.sees("catalog", service -> assertThat(service.getStatus().serving().version()).isEqualTo("1.1.0"));
            assertThat(writes(contested, "services")).hasSizeLessThanOrEqualTo((int) (1 + since(named)));
        } finally {
            ended.set(true);
            rival.join();
        }
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() ->
                assertThat(address().get().getSpec().getSelector()).containsEntry("shopfleet.io/service", "catalog"));
    }

    @Test
    void aHundredChangesOfOneSpecEndAtTheLastAndAnotherServiceIsAsFastAsEver() {
        apply("catalog", "registry.example/catalog:1.0.0", 2);
        runs("catalog", "1.0.0");
        var mark = server.audit().mark();
        var storm = CompletableFuture.runAsync(() -> {
            for (int i = 1; i <= 100; i++) {
                apply("catalog", "registry.example/catalog:2.0." + i, 2, "env: [{name: NUMBER, value: \"" + i + "\"}]");
            }
        });
        apply("orders", "registry.example/orders:1.0.0", 2);
        runs("orders", "1.0.0");
        storm.join();
        runs("catalog", "2.0.100");
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(client.apps().deployments().inNamespace(team.namespace).withLabel("shopfleet.io/service", "catalog").list()
                            .getItems())
                    .as("nothing is left of revisions in between")
                    .filteredOn(deployment -> deployment.getSpec().getReplicas() > 0)
                    .singleElement()
                    .satisfies(deployment -> assertThat(deployment.getSpec().getReplicas()).isEqualTo(2));
            assertThat(client.apps().controllerRevisions().inNamespace(team.namespace)
                            .withLabel("shopfleet.io/service", "catalog").list().getItems())
                    .hasSize(2);
        });
        assertThat(writes(mark, "services")).hasSizeLessThan(100);
    }
}

package io.shopfleet.operator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.shopfleet.api.v1alpha1.Phase;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopEnvironmentStatus;
import io.shopfleet.testkit.PodOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A freeze of the whole environment: what is new waits, what serves is looked after. */
class FreezeTest extends Story {

    private void frozen(String freeze, String said) {
        environment("freeze: {" + freeze + "}");
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            Condition condition = ofEnvironment();
            assertThat(condition.getStatus()).isEqualTo("True");
            assertThat(condition.getMessage()).isEqualTo(
                    said + "; new revisions wait, what serves is kept up, rollback works");
        });
    }

    private Condition ofEnvironment() {
        ShopEnvironmentStatus status = client.resources(ShopEnvironment.class).withName(environment).get().getStatus();
        assertThat(status).isNotNull();
        return status.conditions().stream()
                .filter(condition -> condition.getType().equals("Frozen"))
                .findFirst()
                .orElseThrow();
    }

    private void version(String version, int replicas) {
        apply("orders", "registry.example/orders:" + version, replicas);
    }

    private void waits(String service, String said) {
        team.sees(service, found -> {
            assertThat(found.getStatus().observedGeneration()).isEqualTo(found.getMetadata().getGeneration());
            assertThat(found.getStatus().phase()).isEqualTo(Phase.Frozen);
            assertThat(condition(found, "RolledOut").getReason()).isEqualTo("Frozen");
            assertThat(condition(found, "Ready").getMessage()).isEqualTo("ShopEnvironment " + environment + " is " + said
                    + "; the new revision waits, what serves is kept up; wait, roll back, or ask who keeps the environment to "
                    + "remove spec.freeze");
        });
    }

    private List<Integer> wanted() {
        return client.apps().deployments().inNamespace(team.namespace).list().getItems().stream()
                .map(deployment -> deployment.getSpec().getReplicas())
                .sorted()
                .toList();
    }

    private Deployment deployment() {
        return client.apps().deployments().inNamespace(team.namespace)
                .withName("orders-" + team.service("orders").getStatus().serving().revision())
                .get();
    }

    @Test
    void newRevisionsWaitAndStartByThemselvesWhenItEnds() {
        version("1.0.0", 2);
        runs("orders", "1.0.0");
        Instant end = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(12);
        String said = "frozen until " + end + " (stocktaking)";
        frozen("reason: stocktaking, until: \"" + end + "\"", said);
        List<String> pods = podUids();
        version("2.0.0", 2);
        apply("catalog", "registry.example/catalog:1.0.0", 1);
        waits("orders", said);
        waits("catalog", said);
        assertThat(podUids()).isEqualTo(pods);
        assertThat(wanted()).containsExactly(2);

        runs("orders", "2.0.0");
        runs("catalog", "1.0.0");
        assertThat(Instant.now()).isAfterOrEqualTo(end);
        assertThat(ofEnvironment().getStatus()).isEqualTo("False");
    }

    @Test
    void whatServesIsRepairedScaledAndRolledBack() {
        version("1.0.0", 2);
        runs("orders", "1.0.0");
        version("2.0.0", 2);
        runs("orders", "2.0.0");
        frozen("reason: stocktaking", "frozen (stocktaking)");

        client.services().inNamespace(team.namespace).withName("orders").delete();
        client.resource(deployment()).delete();
        version("2.0.0", 3);
        team.sees("orders", service -> assertThat(service.getStatus().availableReplicas()).isEqualTo(3));
        assertThat(client.services().inNamespace(team.namespace).withName("orders").get()).isNotNull();
        runs("orders", "2.0.0");

        server.kubectl().run("annotate", "shopservice", "orders", "--namespace", team.namespace,
                "shopfleet.io/command=rollback id=1");
        team.sees("orders", service -> {
            assertThat(service.getStatus().version()).isEqualTo("1.0.0");
            assertThat(service.getStatus().phase()).isEqualTo(Phase.RolledBack);
            assertThat(service.getStatus().availableReplicas()).isEqualTo(3);
        });

        version("3.0.0", 3);
        waits("orders", "frozen (stocktaking)");
        environment();
        runs("orders", "3.0.0");
    }

    @Test
    void aCandidateHoldsWhereItIsAndGoesOnAfterwards() {
        version("1.0.0", 4);
        runs("orders", "1.0.0");
        node.when(image -> image.endsWith(":2.0.0"), PodOutcome.NEVER_READY);
        version("2.0.0", 4);
        team.sees("orders", service -> assertThat(service.getStatus().candidate()).isNotNull());
        frozen("reason: stocktaking", "frozen (stocktaking)");
        waits("orders", "frozen (stocktaking)");
        node.allReady();
        team.sees("orders", service -> {
            assertThat(service.getStatus().availableReplicas()).isEqualTo(5);
            assertThat(service.getStatus().rollout().frozen()).isTrue();
            assertThat(service.getStatus().rollout().candidateReplicas()).isOne();
        });
        await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(30)).until(() -> wanted().equals(List.of(1, 4)));

        version("2.0.0", 6);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(wanted()).containsExactly(1, 6));
        waits("orders", "frozen (stocktaking)");
        environment();
        runs("orders", "2.0.0");
        assertThat(team.service("orders").getStatus().rollout().frozen()).isNull();
    }

    @Test
    void aCandidateThatDoesNotGetWellReturnsToTheServingRevision() {
        version("1.0.0", 2);
        runs("orders", "1.0.0");
        node.when(image -> image.endsWith(":2.0.0"), PodOutcome.IMAGE_CANNOT_BE_PULLED);
        apply("orders", "registry.example/orders:2.0.0", 2, "rollout: {progressDeadline: 10s}");
        team.sees("orders", service -> assertThat(service.getStatus().candidate()).isNotNull());
        frozen("reason: stocktaking", "frozen (stocktaking)");
        team.sees("orders", service -> {
            assertThat(service.getStatus().phase()).isEqualTo(Phase.Failed);
            assertThat(service.getStatus().version()).isEqualTo("1.0.0");
            assertThat(service.getStatus().candidate()).isNull();
            assertThat(service.getStatus().availableReplicas()).isEqualTo(2);
        });
    }
}

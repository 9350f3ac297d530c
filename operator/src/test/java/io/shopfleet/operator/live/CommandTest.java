package io.shopfleet.operator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.shopfleet.api.v1alpha1.CommandOutcome;
import io.shopfleet.api.v1alpha1.CommandStatus;
import io.shopfleet.api.v1alpha1.Phase;
import io.shopfleet.testkit.PodOutcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Commands by annotation. A service at rest is looked at again only after ten minutes, so what happens sooner they caused. */
class CommandTest extends Story {
    private static final String[] NEEDS_CATALOG = {"dependencies: [{name: catalog, service: {name: catalog}}]"};

    private void command(String text) {
        assertThat(server.kubectl().run("annotate", "shopservice", "orders", "--overwrite", "--namespace", team.namespace,
                        "shopfleet.io/command=" + text).exitCode())
                .isZero();
    }

    private void answers(String id, CommandOutcome outcome) {
        team.sees("orders", service -> {
            CommandStatus command = service.getStatus().command();
            assertThat(command).isNotNull();
            assertThat(command.id()).isEqualTo(id);
            assertThat(command.outcome()).as(command.message()).isEqualTo(outcome);
        });
    }

    private void serves(String version, Phase phase) {
        team.sees("orders", service -> {
            assertThat(service.getStatus().version()).isEqualTo(version);
            assertThat(service.getStatus().phase()).isEqualTo(phase);
            assertThat(service.getStatus().candidate()).isNull();
            assertThat(service.getStatus().availableReplicas()).isEqualTo(service.getSpec().replicas());
        });
    }

    private void version(String version, String... lines) {
        apply("orders", "registry.example/orders:" + version, 2, lines);
    }

    private long beat() {
        return team.service("orders").getStatus().rollout().beat();
    }

    private List<Deployment> deployments() {
        return client.apps().deployments().inNamespace(team.namespace)
                .withLabel("shopfleet.io/service", "orders").list().getItems();
    }

    @Test
    void aRollbackRestoresImageAndConfigThoughADependencyIsGone() {
        apply("catalog", "registry.example/catalog:1.0.0", 1);
        version("1.0.0", NEEDS_CATALOG[0], "config: {currency: EUR}");
        runs("orders", "1.0.0");
        version("2.0.0", NEEDS_CATALOG[0], "config: {currency: USD}");
        runs("orders", "2.0.0");
        server.kubectl().run("delete", "shopservice", "catalog", "--namespace", team.namespace);
        team.sees("orders", service -> assertThat(condition(service, "DependenciesReady").getStatus()).isEqualTo("False"));

        command("rollback 1.0.0 id=42");

        answers("42", CommandOutcome.Done);
        serves("1.0.0", Phase.RolledBack);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(deployments()).hasSize(1));
        Deployment deployment = deployments().getFirst();
        assertThat(deployment.getSpec().getTemplate().getSpec().getContainers().getFirst().getImage())
                .isEqualTo("registry.example/orders:1.0.0");
        ConfigMap config = client.configMaps().inNamespace(team.namespace).withName(deployment.getMetadata().getName()).get();
        assertThat(config.getData().get("config.json")).contains("\"currency\":\"EUR\"");
        assertThat(condition(team.service("orders"), "RolledOut").getReason()).isEqualTo("RolledBack");
        assertThat(team.service("orders").getMetadata().getAnnotations())
                .containsEntry("shopfleet.io/command", "rollback 1.0.0 id=42");
    }

    @Test
    void theSameIdDoesNothingAndWhatCannotBeDoneIsRefusedWithoutEffect() {
        version("1.0.0");
        runs("orders", "1.0.0");
        version("2.0.0");
        runs("orders", "2.0.0");
        command("rollback id=1");
        serves("1.0.0", Phase.RolledBack);
        long beat = beat();

        command("retry id=1");
        command("rollback 9.9.9 id=2");
        answers("2", CommandOutcome.Refused);
        assertThat(team.service("orders").getStatus().command().message())
                .startsWith("no revision 9.9.9 is kept; possible: version 2.0.0 (revision ");
        command("fly id=3");
        answers("3", CommandOutcome.Refused);
        command("rollback id=1");
        command("promote id=4");
        answers("4", CommandOutcome.Refused);
        assertThat(team.service("orders").getStatus().command().earlier()).containsExactly("3", "2", "1");
        assertThat(beat()).isEqualTo(beat);
        serves("1.0.0", Phase.RolledBack);
        assertThat(eventReasons("orders")).filteredOn("CommandAccepted"::equals).hasSize(1);
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() ->
                assertThat(eventReasons("orders")).filteredOn("CommandRefused"::equals).hasSize(3));

        command("rollback id=5");
        runs("orders", "2.0.0");
        command("rollback id=6");
        serves("1.0.0", Phase.RolledBack);
        version("3.0.0");
        runs("orders", "3.0.0");
    }

    @Test
    void aRollbackInTheMiddleOfARolloutLeadsBackAndLeavesNothingBehind() {
        node.when(image -> image.endsWith(":2.0.0"), PodOutcome.NEVER_READY);
        version("1.0.0");
        runs("orders", "1.0.0");
        List<String> before = podUids();
        version("2.0.0");
        team.sees("orders", service -> assertThat(service.getStatus().candidate()).isNotNull());

        command("rollback id=42");

        answers("42", CommandOutcome.Done);
        serves("1.0.0", Phase.RolledBack);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(podUids()).isEqualTo(before));
        soon(() -> assertThat(eventReasons("orders")).contains("RolledBack"));
    }

    @Test
    void aRetryTriesTheFailedRevisionAgain() {
        node.when(image -> image.endsWith(":2.0.0"), PodOutcome.NEVER_READY);
        version("1.0.0");
        runs("orders", "1.0.0");
        version("2.0.0", "rollout: {progressDeadline: 10s}");
        serves("1.0.0", Phase.Failed);

        command("retry id=44");
        team.sees("orders", service -> assertThat(service.getStatus().candidate()).isNotNull());
        answers("44", CommandOutcome.Failed);
        serves("1.0.0", Phase.Failed);

        node.allReady();
        command("retry id=45");
        answers("45", CommandOutcome.Done);
        runs("orders", "2.0.0");
    }
}

package io.shopfleet.operator.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.shopfleet.api.v1alpha1.Phase;
import io.shopfleet.testkit.PodOutcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A service whose tables change before a new image starts, with the real controller of Jobs")
class MigrationTest extends Story {

    @BeforeEach
    void migrationsTakeTime() {
        migrations(PodOutcome.READY);
    }

    private void migrations(PodOutcome outcome) {
        node.whenPod(pod -> pod.getMetadata().getLabels().containsKey("shopfleet.io/migration"), outcome);
    }

    private void version(String version, String... lines) {
        String edge = "dependencies: [{name: db, require: Optional, database: {name: orders, access: Owner, migration: {command: [migrate]}}}]";
        var all = new ArrayList<>(List.of(lines));
        all.add(edge);
        apply("orders", "registry.example/orders:" + version, 2, all.toArray(String[]::new));
    }

    private void rolls(String status, String reason, String message) {
        team.sees("orders", service -> {
            assertThat(service.getStatus().observedGeneration()).isEqualTo(service.getMetadata().getGeneration());
            var condition = condition(service, "RolledOut");
            assertThat(condition.getStatus() + " " + condition.getReason()).isEqualTo(status + " " + reason);
            assertThat(condition.getMessage()).matches(message);
        });
    }

    private List<Job> jobs() {
        return client.batch().v1().jobs().inNamespace(team.namespace).list().getItems();
    }

    private List<String> jobUids() {
        return jobs().stream().map(job -> job.getMetadata().getUid()).sorted().toList();
    }

    private List<Pod> pods(String label) {
        return client.pods().inNamespace(team.namespace).withLabel(label).list().getItems();
    }

    private int deployments() {
        return client.apps().deployments().inNamespace(team.namespace).list().getItems().size();
    }

    private void serves(String version) {
        migrations(PodOutcome.SUCCEEDED);
        version(version);
        runs("orders", version);
    }

    @Test
    void noPodStartsBeforeItsMigrationIsDoneAndAnotherSettingNeedsNone() {
        version("1.0.0");
        rolls("Unknown", "MigrationRunning", "Job orders-migrate-[0-9a-f]{10} runs, a migration of revision [0-9a-f]{10}");
        assertThat(deployments()).isZero();
        soon(() -> assertThat(pods("shopfleet.io/migration=orders")).singleElement().satisfies(pod -> {
            assertThat(pod.getMetadata().getLabels()).doesNotContainKeys("shopfleet.io/service", "shopfleet.io/revision");
            assertThat(pod.getSpec().getContainers().getFirst().getCommand()).containsExactly("migrate");
        }));
        migrations(PodOutcome.SUCCEEDED);
        runs("orders", "1.0.0");
        List<String> done = jobUids();
        assertThat(done).hasSize(1);

        version("1.0.0", "config: {colour: red}");
        runs("orders", "1.0.0");
        assertThat(jobUids()).isEqualTo(done);

        version("2.0.0", "config: {colour: red}");
        runs("orders", "2.0.0");
        assertThat(jobUids()).hasSize(2).containsAll(done);
    }

    @Test
    void whenItFailsWhatServesGoesOnAndTheCommandRetryRunsItAnew() {
        serves("1.0.0");
        List<String> pods = pods("shopfleet.io/service=orders").stream().map(pod -> pod.getMetadata().getUid()).sorted().toList();
        migrations(PodOutcome.FAILED);
        version("2.0.0");
        rolls("False", "MigrationFailed", "revision [0-9a-f]{10}: Job orders-migrate-[0-9a-f]{10} failed \\(BackoffLimitExceeded\\); "
                + "it said nothing that is still there");
        team.sees("orders", service -> {
            assertThat(service.getStatus().phase()).isEqualTo(Phase.Failed);
            assertThat(service.getStatus().version()).isEqualTo("1.0.0");
        });
        assertThat(pods("shopfleet.io/service=orders").stream().map(pod -> pod.getMetadata().getUid()).sorted()).isEqualTo(pods);
        assertThat(deployments()).isEqualTo(1);

        migrations(PodOutcome.SUCCEEDED);
        assertThat(server.kubectl().run("annotate", "shopservice", "orders", "--namespace", team.namespace,
                "shopfleet.io/command=retry id=1").exitCode()).isZero();
        runs("orders", "2.0.0");
    }

    @Test
    void aNewerImageWaitsForTheEndOfOneThatRuns() {
        serves("1.0.0");
        migrations(PodOutcome.READY);
        version("2.0.0");
        rolls("Unknown", "MigrationRunning", "Job .* runs, a migration of revision [0-9a-f]{10}");
        version("3.0.0");
        rolls("Unknown", "MigrationRunning", "Job .* runs, a migration of revision [0-9a-f]{10}; the newer specification waits for its end");
        assertThat(jobs()).filteredOn(job -> job.getStatus().getActive() != null).hasSize(1)
                .allSatisfy(job -> assertThat(job.getMetadata().getLabels()).containsEntry("app.kubernetes.io/version", "2.0.0"));
        migrations(PodOutcome.SUCCEEDED);
        runs("orders", "3.0.0");
        assertThat(pods("shopfleet.io/service=orders"))
                .allSatisfy(pod -> assertThat(pod.getSpec().getContainers().getFirst().getImage()).doesNotContain("2.0.0"));
    }

    @Test
    void whatWasDoneIsNotDoneAgainThoughItsJobIsDeletedOrARollbackReturnsToIt() {
        serves("1.0.0");
        serves("2.0.0");
        client.batch().v1().jobs().inNamespace(team.namespace).delete();
        soon(() -> assertThat(jobs()).isEmpty());
        version("2.0.0", "config: {colour: red}");
        runs("orders", "2.0.0");
        assertThat(server.kubectl().run("annotate", "shopservice", "orders", "--namespace", team.namespace,
                "shopfleet.io/command=rollback id=1").exitCode()).isZero();
        team.sees("orders", service -> assertThat(service.getStatus().phase()).isEqualTo(Phase.RolledBack));
        assertThat(jobs()).isEmpty();
    }
}

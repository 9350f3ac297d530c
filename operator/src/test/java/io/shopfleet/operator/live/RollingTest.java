package io.shopfleet.operator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopfleet.api.v1alpha1.Phase;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.RevisionStatus;
import io.shopfleet.testkit.PodOutcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollingTest extends Story {

    @Test
    void aNewImageTakesOverPodByPodAndNeverAsksForMoreThanTheSurge() {
        apply("catalog", "registry.example/catalog:1.0.0", 5);
        runs("catalog", "1.0.0");
        var sums = new Sums();
        try (var watch = client.apps().deployments().inNamespace(team.namespace).watch(sums)) {
            apply("catalog", "registry.example/catalog:1.1.0", 5);
            runs("catalog", "1.1.0");
        }
        assertThat(sums.sums).isNotEmpty().allMatch(sum -> sum <= 7).anyMatch(sum -> sum > 5);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() ->
                assertThat(client.apps().deployments().inNamespace(team.namespace).list().getItems()).hasSize(1));
        tells("catalog", "RolloutStarted", "Promoted", "RolloutStarted", "Promoted");
    }

    @Test
    void anImageThatCannotBePulledIsNamedAndTheServingRevisionStays() {
        node.when(image -> image.endsWith(":2.0.0"), PodOutcome.IMAGE_CANNOT_BE_PULLED);
        apply("catalog", "registry.example/catalog:1.0.0", 2);
        runs("catalog", "1.0.0");
        List<String> before = podUids();
        apply("catalog", "registry.example/catalog:2.0.0", 2, "rollout: {progressDeadline: 10s}");
        team.sees("catalog", service -> {
            assertThat(service.getStatus().phase()).isEqualTo(Phase.Failed);
            assertThat(service.getStatus().candidate()).isNull();
            assertThat(service.getStatus().version()).isEqualTo("1.0.0");
            assertThat(service.getStatus().failed().reason()).isEqualTo(Reason.ImagePullFailed);
            assertThat(service.getStatus().failed().message())
                    .isEqualTo("image registry.example/catalog:2.0.0 cannot be pulled; check its name and tag, "
                            + "and spec.pod.imagePullSecrets");
            assertThat(condition(service, "Available").getStatus()).isEqualTo("True");
            assertThat(condition(service, "Stalled").getStatus()).isEqualTo("True");
        });
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(podUids()).isEqualTo(before));
        soon(() -> assertThat(eventReasons("catalog")).contains("ImagePullFailed"));
    }

    @Test
    void aFailedRevisionIsNotTriedAgainUntilTheSpecChanges() {
        node.when(image -> image.endsWith(":2.0.0"), PodOutcome.CRASH_LOOP);
        apply("catalog", "registry.example/catalog:1.0.0", 1);
        runs("catalog", "1.0.0");
        apply("catalog", "registry.example/catalog:2.0.0", 1, "rollout: {progressDeadline: 10s}");
        team.sees("catalog", service -> {
            assertThat(service.getStatus().failed()).isNotNull();
            assertThat(service.getStatus().candidate()).isNull();
            assertThat(service.getStatus().failed().reason()).isEqualTo(Reason.CrashLooping);
        });
        long beat = team.service("catalog").getStatus().rollout().beat();
        apply("catalog", "registry.example/catalog:2.0.0", 1, "rollout: {progressDeadline: 11s}");
        team.sees("catalog", service -> assertThat(service.getStatus().observedGeneration())
                .isEqualTo(service.getMetadata().getGeneration()));
        assertThat(team.service("catalog").getStatus().rollout().beat()).isEqualTo(beat);
        apply("catalog", "registry.example/catalog:2.0.1", 1);
        runs("catalog", "2.0.1");
        assertThat(team.service("catalog").getStatus().failed()).isNull();
    }

    @Test
    void aFirstRevisionThatFailsIsPromotedOnceItsPodsComeUp() {
        node.when(image -> image.endsWith(":1.0.0"), PodOutcome.NEVER_READY);
        apply("catalog", "registry.example/catalog:1.0.0", 1, "rollout: {progressDeadline: 10s}");
        team.sees("catalog", service -> {
            assertThat(service.getStatus().phase()).isEqualTo(Phase.Failed);
            assertThat(service.getStatus().failed().reason()).isEqualTo(Reason.ProbeFailing);
        });
        node.allReady();
        runs("catalog", "1.0.0");
    }

    @Test
    void goingBackToAnEarlierSpecGivesTheEarlierRevisionAndHistoryIsBounded() {
        for (String version : List.of("1.0.0", "1.1.0", "1.2.0", "1.3.0")) {
            apply("catalog", "registry.example/catalog:" + version, 1, "rollout: {history: 2}");
            runs("catalog", version);
        }
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(client.apps()
                        .controllerRevisions()
                        .inNamespace(team.namespace)
                        .list()
                        .getItems())
                .hasSize(3));
        List<RevisionStatus> history = team.service("catalog").getStatus().history();
        assertThat(history).extracting(RevisionStatus::version).containsExactly("1.2.0", "1.1.0");
        apply("catalog", "registry.example/catalog:1.1.0", 1, "rollout: {history: 2}");
        runs("catalog", "1.1.0");
        assertThat(team.service("catalog").getStatus().serving().revision()).isEqualTo(history.get(1).revision());
    }

    @Test
    void scalingMakesNoNewRevision() {
        apply("catalog", "registry.example/catalog:1.0.0", 1);
        runs("catalog", "1.0.0");
        String revision = team.service("catalog").getStatus().serving().revision();
        List<String> before = podUids();
        server.kubectl().run("scale", "shopservice/catalog", "--replicas=4", "--namespace", team.namespace);
        team.sees("catalog", service -> assertThat(service.getStatus().availableReplicas()).isEqualTo(4));
        assertThat(team.service("catalog").getStatus().serving().revision()).isEqualTo(revision);
        assertThat(podUids()).containsAll(before);
    }
}

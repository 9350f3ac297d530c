package io.shopfleet.operator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.shopfleet.api.v1alpha1.Reason;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What keeps pods from coming up")
class TroubleTest {
    private static final ContainerState NONE = new ContainerState();

    private static ContainerState waiting(String reason, String message) {
        return new ContainerStateBuilder().withNewWaiting(message, reason).build();
    }

    private static ContainerState running() {
        return new ContainerStateBuilder().withNewRunning("2026-01-01T12:00:00Z").build();
    }

    private static ContainerState ended(int code, String reason) {
        return new ContainerStateBuilder().withNewTerminated().withExitCode(code).withReason(reason).endTerminated().build();
    }

    private static Pod pod(ContainerState now, ContainerState before, boolean ready) {
        return new PodBuilder()
                .withNewMetadata().withName("orders-1").endMetadata()
                .withNewStatus()
                .withContainerStatuses(new ContainerStatusBuilder()
                        .withName("app").withImage("registry.example/shop/orders:2").withReady(ready)
                        .withRestartCount(7).withState(now).withLastState(before)
                        .build())
                .endStatus()
                .build();
    }

    private static Pod pending(String message) {
        return new PodBuilder()
                .withNewMetadata().withName("orders-1").endMetadata()
                .withNewStatus()
                .addNewCondition().withType("PodScheduled").withStatus("False").withReason("Unschedulable")
                .withMessage(message).endCondition()
                .endStatus()
                .build();
    }

    private static Trouble trouble(Pod... pods) {
        return Trouble.of(List.of(pods)).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull", "RegistryUnavailable"})
    void anImageThatCannotBePulledIsNamed(String reason) {
        assertThat(trouble(pod(waiting(reason, "Back-off, 7th try"), NONE, false))).isEqualTo(new Trouble(
                Reason.ImagePullFailed,
                "image registry.example/shop/orders:2 cannot be pulled; check its name and tag, and spec.pod.imagePullSecrets"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "CreateContainerConfigError | secret \"token\" not found | secret \"token\" not found",
        "CreateContainerConfigError | container has runAsNonRoot and image will run as root (pod: \"orders-1_shop(0f3c)\", container: app) | container has runAsNonRoot and image will run as root",
        "RunContainerError | failed to start container \"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\": exec /nope | failed to start container \"…\": exec /nope",
    })
    void aContainerThatCannotBeMadeIsToldInTheNodesWordsWithoutPodNamesAndIds(String reason, String said, String told) {
        assertThat(trouble(pod(waiting(reason, said), NONE, false)))
                .isEqualTo(new Trouble(Reason.ContainerConfigInvalid, "the container cannot be created: " + told));
    }

    @Test
    void aContainerThatEndsAgainAndAgainIsToldWithItsExitCodeAndNoCount() {
        String told = "the container ends again and again with exit code 3; kubectl logs --previous shows why";
        assertThat(trouble(pod(waiting("CrashLoopBackOff", "back-off 40s"), ended(3, "Error"), false)))
                .isEqualTo(new Trouble(Reason.CrashLooping, told));
        assertThat(trouble(pod(ended(3, "Error"), NONE, false))).isEqualTo(new Trouble(Reason.CrashLooping, told));
        assertThat(trouble(pod(running(), ended(3, "Error"), false))).isEqualTo(new Trouble(Reason.CrashLooping, told));
    }

    @Test
    void aContainerThatRanOutOfMemoryIsToldSo() {
        assertThat(trouble(pod(waiting("CrashLoopBackOff", ""), ended(137, "OOMKilled"), false)).message())
                .isEqualTo("the container ends again and again with exit code 137 (out of memory; see "
                        + "spec.resources.limits.memory); kubectl logs --previous shows why");
    }

    @Test
    void aContainerThatRunsWithoutGettingReadyHasAFailingProbe() {
        assertThat(trouble(pod(running(), NONE, false))).isEqualTo(new Trouble(
                Reason.ProbeFailing,
                "the container runs, but its startup or readiness probe does not pass; see spec.health"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "0/1 nodes are available: 1 Insufficient memory. | Insufficient memory",
        "0/3 nodes are available: 1 node(s) had untolerated taint {dedicated: db}, 2 Insufficient cpu. preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod. | Insufficient cpu, node(s) had untolerated taint {dedicated: db}",
        "0/7 nodes are available: 7 Insufficient cpu, 7 Insufficient memory. | Insufficient cpu, Insufficient memory",
        "no nodes available to schedule pods | no nodes available to schedule pods",
    })
    void aPodThatNoNodeTakesIsToldWithTheCausesAndWithoutCounts(String said, String told) {
        assertThat(trouble(pending(said))).isEqualTo(new Trouble(Reason.Unschedulable, "no node takes the pod: " + told));
    }

    @Test
    void aReadyPodHasNoTroubleEvenAfterARestart() {
        assertThat(Trouble.of(List.of(pod(running(), ended(1, "Error"), true)))).isEmpty();
    }

    @Test
    void aPodThatIsOnlyBeingMadeHasNoTrouble() {
        assertThat(Trouble.of(List.of(pod(waiting("ContainerCreating", null), NONE, false)))).isEmpty();
        assertThat(Trouble.of(List.of(new PodBuilder().withNewMetadata().endMetadata().build()))).isEmpty();
    }

    @Test
    void aPodThatIsLeavingDoesNotCount() {
        Pod leaving = new PodBuilder(pod(running(), NONE, false))
                .editMetadata().withDeletionTimestamp("2026-01-01T12:00:00Z").endMetadata().build();
        assertThat(Trouble.of(List.of(leaving))).isEmpty();
    }

    @Test
    void whatAPersonMustMendComesBeforeWhatMayPass() {
        Pod pull = pod(waiting("ErrImagePull", ""), NONE, false);
        Pod setup = pod(waiting("CreateContainerError", "x"), NONE, false);
        Pod crash = pod(waiting("CrashLoopBackOff", ""), ended(1, ""), false);
        Pod unschedulable = pending("0/1 nodes are available: 1 Insufficient cpu.");
        Pod probe = pod(running(), NONE, false);
        assertThat(trouble(probe, unschedulable, crash, setup, pull).reason()).isEqualTo(Reason.ImagePullFailed);
        assertThat(trouble(probe, unschedulable, crash, setup).reason()).isEqualTo(Reason.ContainerConfigInvalid);
        assertThat(trouble(probe, unschedulable, crash).reason()).isEqualTo(Reason.CrashLooping);
        assertThat(trouble(probe, unschedulable).reason()).isEqualTo(Reason.Unschedulable);
    }

    @Test
    void theTextFitsIntoAStatus() {
        String message = trouble(pod(waiting("CreateContainerError", "x".repeat(5000)), NONE, false)).message();
        assertThat(message).hasSize(400).endsWith("x…");
    }
}

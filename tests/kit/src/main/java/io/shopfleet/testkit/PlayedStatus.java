package io.shopfleet.testkit;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The status that a kubelet and a scheduler would write, for each outcome. */
final class PlayedStatus {
    private PlayedStatus() {
    }

    static PodStatus of(Pod pod, PodOutcome outcome, String ip) {
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        if (outcome == PodOutcome.UNSCHEDULABLE) {
            return new PodStatusBuilder().withPhase("Pending")
                    .withConditions(condition("PodScheduled", "False", "Unschedulable",
                            "0/1 nodes are available: 1 Insufficient memory.", now))
                    .build();
        }
        boolean ready = outcome == PodOutcome.READY;
        boolean running = ready || outcome == PodOutcome.NEVER_READY || outcome == PodOutcome.CRASH_LOOP;
        String readiness = ready ? "True" : "False";
        String reason = ready ? null : "ContainersNotReady";
        return new PodStatusBuilder().withPhase(phase(outcome, running))
                .withPodIP(ip).addNewPodIP(ip).withHostIP("127.0.0.1").withStartTime(now)
                .withConditions(List.of(condition("PodScheduled", "True", null, null, now),
                        condition("Initialized", "True", null, null, now),
                        condition("ContainersReady", readiness, reason, null, now),
                        condition("Ready", readiness, reason, null, now)))
                .withContainerStatuses(pod.getSpec().getContainers().stream().map(c -> container(c, outcome, now)).toList())
                .build();
    }

    private static String phase(PodOutcome outcome, boolean running) {
        return switch (outcome) {
            case SUCCEEDED -> "Succeeded";
            case FAILED -> "Failed";
            default -> running ? "Running" : "Pending";
        };
    }

    private static ContainerStatus container(Container container, PodOutcome outcome, String now) {
        var status = new ContainerStatusBuilder().withName(container.getName()).withImage(container.getImage()).withImageID("")
                .withReady(outcome == PodOutcome.READY).withStarted(outcome == PodOutcome.READY || outcome == PodOutcome.NEVER_READY)
                .withRestartCount(outcome == PodOutcome.CRASH_LOOP ? 5 : 0)
                .withState(state(container, outcome, now));
        if (outcome == PodOutcome.CRASH_LOOP) {
            status.withNewLastState().withNewTerminated().withExitCode(1).withReason("Error").withStartedAt(now).withFinishedAt(now)
                    .endTerminated().endLastState();
        }
        return status.build();
    }

    private static ContainerState state(Container container, PodOutcome outcome, String now) {
        return switch (outcome) {
            case IMAGE_CANNOT_BE_PULLED -> waiting("ImagePullBackOff", "Back-off pulling image \"" + container.getImage() + "\"");
            case CRASH_LOOP -> waiting("CrashLoopBackOff", "back-off 2m40s restarting failed container=" + container.getName());
            case CONFIG_ERROR -> waiting("CreateContainerConfigError", "container has runAsNonRoot and image will run as root");
            case SUCCEEDED -> ended(0, "Completed", now);
            case FAILED -> ended(1, "Error", now);
            default -> new ContainerStateBuilder().withNewRunning().withStartedAt(now).endRunning().build();
        };
    }

    private static ContainerState ended(int code, String reason, String now) {
        return new ContainerStateBuilder().withNewTerminated().withExitCode(code).withReason(reason).withStartedAt(now)
                .withFinishedAt(now).endTerminated().build();
    }

    private static ContainerState waiting(String reason, String message) {
        return new ContainerStateBuilder().withNewWaiting().withReason(reason).withMessage(message).endWaiting().build();
    }

    private static PodCondition condition(String type, String status, String reason, String message, String now) {
        return new PodConditionBuilder().withType(type).withStatus(status).withReason(reason).withMessage(message)
                .withLastTransitionTime(now).build();
    }
}

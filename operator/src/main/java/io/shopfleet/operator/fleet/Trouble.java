package io.shopfleet.operator.fleet;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.shopfleet.api.v1alpha1.Reason;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why pods of a revision do not come up, in the pod's own terms. The text is stable: no counters, times or pod names. */
public record Trouble(Reason reason, String message) {

    /** Enough to tell, little enough for a status that tells it three times. */
    private static final int LONGEST = 400;

    private static final Pattern NODES = Pattern.compile("[0-9]+/[0-9]+ nodes are available: (.*?)[.]?( preemption: .*)?");

    private static final Set<String> PULL =
            Set.of("ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull", "RegistryUnavailable");
    private static final Set<String> SETUP =
            Set.of("CreateContainerConfigError", "CreateContainerError", "RunContainerError");

    public Trouble {
        message = message.length() > LONGEST ? message.substring(0, LONGEST - 1) + "…" : message;
    }

    /** The most telling trouble among the pods: one that a person must mend comes before one that may pass. */
    public static Optional<Trouble> of(List<Pod> pods) {
        return pods.stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .flatMap(Trouble::ofPod)
                .min(Comparator.comparing(Trouble::rank).thenComparing(Trouble::message));
    }

    private static Stream<Trouble> ofPod(Pod pod) {
        if (pod.getStatus() == null) {
            return Stream.empty();
        }
        Stream<Trouble> unschedulable = pod.getStatus().getConditions().stream()
                .filter(condition -> "PodScheduled".equals(condition.getType())
                        && "False".equals(condition.getStatus())
                        && "Unschedulable".equals(condition.getReason()))
                .map(PodCondition::getMessage)
                .map(message -> new Trouble(Reason.Unschedulable, "no node takes the pod: " + withoutCounts(message)));
        return Stream.concat(
                unschedulable,
                pod.getStatus().getContainerStatuses().stream()
                        .flatMap(container -> ofContainer(container).stream()));
    }

    private static Optional<Trouble> ofContainer(ContainerStatus container) {
        ContainerState state = Optional.ofNullable(container.getState()).orElseGet(ContainerState::new);
        String waiting = state.getWaiting() == null ? "" : state.getWaiting().getReason();
        if (PULL.contains(waiting)) {
            return Optional.of(new Trouble(
                    Reason.ImagePullFailed,
                    "image " + container.getImage()
                            + " cannot be pulled; check its name and tag, and spec.pod.imagePullSecrets"));
        }
        if (SETUP.contains(waiting)) {
            return Optional.of(new Trouble(
                    Reason.ContainerConfigInvalid,
                    "the container cannot be created: " + withoutIdentity(state.getWaiting().getMessage())));
        }
        return crash(container, state, waiting).or(() -> notReady(container, state));
    }

    private static Optional<Trouble> crash(ContainerStatus container, ContainerState state, String waiting) {
        ContainerStateTerminated ended = state.getTerminated();
        if (ended == null && container.getLastState() != null) {
            ended = container.getLastState().getTerminated();
        }
        boolean crashing = "CrashLoopBackOff".equals(waiting)
                || state.getTerminated() != null
                || ended != null && !Boolean.TRUE.equals(container.getReady());
        if (!crashing) {
            return Optional.empty();
        }
        String how = ended == null
                ? ""
                : " with exit code " + ended.getExitCode()
                        + ("OOMKilled".equals(ended.getReason()) ? " (out of memory; see spec.resources.limits.memory)" : "");
        return Optional.of(new Trouble(
                Reason.CrashLooping, "the container ends again and again" + how + "; kubectl logs --previous shows why"));
    }

    private static Optional<Trouble> notReady(ContainerStatus container, ContainerState state) {
        return state.getRunning() != null && !Boolean.TRUE.equals(container.getReady())
                ? Optional.of(new Trouble(
                        Reason.ProbeFailing,
                        "the container runs, but its startup or readiness probe does not pass; see spec.health"))
                : Optional.empty();
    }

    /** The scheduler counts nodes per cause, and counts change; the causes say enough. */
    private static String withoutCounts(String message) {
        Matcher nodes = NODES.matcher(String.valueOf(message));
        return nodes.matches()
                ? Arrays.stream(nodes.group(1).split(", "))
                        .map(cause -> cause.replaceFirst("^[0-9]+ ", ""))
                        .sorted()
                        .distinct()
                        .collect(Collectors.joining(", "))
                : String.valueOf(message);
    }

    /** The node names the pod and the container's id, which differ from try to try. */
    private static String withoutIdentity(String message) {
        return String.valueOf(message)
                .replaceAll(" ?[(]pod: \"[^\"]*\", container: [^)]*[)]", "")
                .replaceAll("[0-9a-f]{64}", "…");
    }

    private int rank() {
        return switch (reason) {
            case ImagePullFailed -> 0;
            case ContainerConfigInvalid -> 1;
            case CrashLooping -> 2;
            case Unschedulable -> 3;
            default -> 4;
        };
    }
}

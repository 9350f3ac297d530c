package io.shopfleet.operator.live;

import io.shopfleet.api.v1alpha1.Phase;
import io.shopfleet.api.v1alpha1.RolloutStatus;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.testkit.PodOutcome;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What a team does in a namespace of its own, each act as soon as the service is as the act says.
 *
 * @param deadline spec.rollout.progressDeadline; short only where a rollout shall fail
 * @param steps what has to be recorded, with revisions as letters; empty where it depends on which pod is ready first
 * @param end how the service ends
 */
record Tale(String name, String deadline, List<Act> acts, List<String> steps, Predicate<ShopService> end) {

    record Act(Predicate<ShopService> when, Consumer<Stage> does) {}

    @Override
    public String toString() {
        return name;
    }

    static List<Tale> all() {
        return List.of(UPDATE, BAD_IMAGE, SUPERSEDED, SCALED, DELETED);
    }

    static final Tale UPDATE = new Tale(
            "install and rolling update",
            "5m",
            List.of(new Act(nothing(), apply("1.0.0", 1)), new Act(rests("1.0.0"), apply("2.0.0", 3))),
            List.of("- > A 0+1", "A > - 0+0", "A > B 3+1", "A > B 2+2", "A > B 1+3", "B > - 0+0"),
            rests("2.0.0"));

    static final Tale BAD_IMAGE = new Tale(
            "image that cannot be pulled",
            "10s",
            List.of(
                    new Act(nothing(), stage -> {
                        stage.node.when(image -> image.endsWith(":2.0.0"), PodOutcome.IMAGE_CANNOT_BE_PULLED);
                        stage.apply("1.0.0", 2);
                    }),
                    new Act(rests("1.0.0"), apply("2.0.0", 2))),
            List.of("- > A 0+2", "A > - 0+0", "A > B 2+1", "A > B back 2+0", "A > - 0+0"),
            service -> phase(service) == Phase.Failed
                    && service.getStatus().candidate() == null);

    static final Tale SUPERSEDED = new Tale(
            "superseded in mid-roll",
            "5m",
            List.of(
                    new Act(nothing(), stage -> {
                        stage.node.when(image -> image.endsWith(":2.0.0"), PodOutcome.NEVER_READY);
                        stage.apply("1.0.0", 2);
                    }),
                    new Act(rests("1.0.0"), apply("2.0.0", 2)),
                    new Act(steps(2, 1), apply("3.0.0", 2))),
            List.of(
                    "- > A 0+2", "A > - 0+0", "A > B 2+1", "A > B back 2+0", "A > - 0+0",
                    "A > C 2+1", "A > C 1+2", "C > - 0+0"),
            rests("3.0.0"));

    static final Tale SCALED = new Tale(
            "scaled in mid-roll",
            "5m",
            List.of(
                    new Act(nothing(), stage -> {
                        stage.node.when(image -> image.endsWith(":2.0.0"), PodOutcome.NEVER_READY);
                        stage.apply("1.0.0", 2);
                    }),
                    new Act(rests("1.0.0"), apply("2.0.0", 2)),
                    new Act(steps(2, 1), stage -> {
                        stage.apply("2.0.0", 5);
                        stage.node.allReady();
                    })),
            List.of(),
            rests("2.0.0"));

    static final Tale DELETED = new Tale(
            "provider arrives, children deleted",
            "5m",
            List.of(
                    new Act(nothing(), stage -> stage.apply(
                            "1.0.0", 2, "dependencies: [{name: catalog, service: {name: catalog}}]")),
                    new Act(service -> "catalog".equals(service.getStatus().waitingOn()), Stage::applyProvider),
                    new Act(rests("1.0.0"), Stage::deleteAllChildren)),
            List.of("- > A 0+2", "A > - 0+0"),
            rests("1.0.0"));

    private static Consumer<Stage> apply(String version, int replicas) {
        return stage -> stage.apply(version, replicas);
    }

    private static Predicate<ShopService> nothing() {
        return service -> service == null;
    }

    private static Predicate<ShopService> rests(String version) {
        return service -> phase(service) == Phase.Running
                && version.equals(service.getStatus().version())
                && service.getSpec().replicas().equals(service.getStatus().availableReplicas())
                && service.getMetadata().getGeneration().equals(service.getStatus().observedGeneration());
    }

    private static Predicate<ShopService> steps(int serving, int candidate) {
        return service -> {
            RolloutStatus rollout = service.getStatus().rollout();
            return service.getStatus().candidate() != null
                    && rollout.servingReplicas() == serving
                    && rollout.candidateReplicas() == candidate;
        };
    }

    private static Phase phase(ShopService service) {
        return service == null || service.getStatus() == null ? null : service.getStatus().phase();
    }
}

package io.shopfleet.operator.memory;

import static io.shopfleet.operator.memory.Scenarios.A_SERVES;
import static io.shopfleet.operator.memory.Scenarios.A_STARTS;
import static io.shopfleet.operator.memory.Scenarios.B_SERVES;
import static io.shopfleet.operator.memory.Scenarios.B_STARTS;
import static io.shopfleet.operator.memory.Scenarios.apply;
import static io.shopfleet.operator.memory.Scenarios.replicas;
import static io.shopfleet.operator.memory.Scenarios.rests;
import static io.shopfleet.operator.memory.Scenarios.runs;
import static io.shopfleet.operator.memory.Scenarios.steps;
import static io.shopfleet.operator.memory.Scenarios.yaml;

import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.memory.Scenario.Act;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Stories in which the number of pods goes from the operator to an autoscaler and back. None of them has a repair. */
final class AutoscaledScenarios {
    private static final String B_FAILS = "ImagePullFailed: version 2.0.0-broken (revision B) failed:"
            + " image registry.example/shop/orders:2.0.0-broken cannot be"
            + " pulled; check its name and tag, and spec.pod.imagePullSecrets;"
            + " returning to version 1.0.0 (revision A)";

    static final List<Scenario> ALL = List.of(
            new Scenario(
                    "autoscaled from the first, rolled at the number that the load made",
                    autoscaled("1.0.0", 2, 10),
                    List.of(
                            new Act(autoscaled("1.0.0"), load(7)),
                            new Act(replicas(7), apply(autoscaled("2.0.0", 2, 10))),
                            new Act(autoscaled("2.0.0"), load(3))),
                    List.of(
                            "- > A 0+2", "A > - 0+0", "A > B 7+2", "A > B 5+4", "A > B 3+6", "A > B 1+7", "B > - 0+0"),
                    Set.of(A_STARTS, A_SERVES, B_STARTS, B_SERVES)),
            new Scenario(
                    "autoscaling switched on at five pods",
                    fixed("1.0.0", 5),
                    List.of(new Act(runs("1.0.0"), apply(autoscaled("1.0.0", 2, 10)))),
                    List.of("- > A 0+5", "A > - 0+0"),
                    Set.of(A_STARTS, A_SERVES)),
            new Scenario(
                    "autoscaling switched on at no pods",
                    fixed("1.0.0", 1),
                    List.of(
                            new Act(runs("1.0.0"), apply(fixed("1.0.0", 0))),
                            new Act(replicas(0), apply(autoscaled("1.0.0", 2, 10)))),
                    List.of("- > A 0+1", "A > - 0+0"),
                    Set.of(A_STARTS, A_SERVES)),
            new Scenario(
                    "autoscaling switched on and off",
                    fixed("1.0.0", 5),
                    List.of(
                            new Act(runs("1.0.0"), apply(autoscaled("1.0.0", 2, 10))),
                            new Act(autoscaled("1.0.0"), load(7)),
                            new Act(replicas(7), apply(fixed("1.0.0", 3)))),
                    List.of("- > A 0+5", "A > - 0+0"),
                    Set.of(A_STARTS, A_SERVES)),
            new Scenario(
                    "the load rises in mid-roll",
                    autoscaled("1.0.0", 3, 10),
                    List.of(
                            new Act(autoscaled("1.0.0"), apply(autoscaled("2.0.0", 3, 10))),
                            new Act(steps(2, 2), load(9))),
                    List.of("- > A 0+3", "A > - 0+0", "A > B 3+1", "A > B 2+2", "A > B 1+3", "B > - 0+0"),
                    Set.of(A_STARTS, A_SERVES, B_STARTS, B_SERVES)),
            new Scenario(
                    "superseded while autoscaled",
                    autoscaled("1.0.0", 3, 10),
                    List.of(
                            new Act(autoscaled("1.0.0"), load(4)),
                            new Act(replicas(4), apply(autoscaled("2.0.0", 3, 10))),
                            new Act(steps(3, 2), apply(autoscaled("3.0.0", 3, 10)))),
                    List.of(
                            "- > A 0+3", "A > - 0+0", "A > B 4+1", "A > B 3+2", "A > B back 4+1", "A > - 0+0",
                            "A > C 4+1", "A > C 3+2", "A > C 2+3", "A > C 1+4", "C > - 0+0"),
                    Set.of(
                            A_STARTS, A_SERVES, B_STARTS,
                            "Superseded: the spec changed; version 2.0.0 (revision B) leaves before it was promoted",
                            "RolloutStarted: version 3.0.0 (revision C) sets out",
                            "Promoted: version 3.0.0 (revision C) has all the traffic")),
            new Scenario(
                    "taken back while autoscaled",
                    autoscaled("1.0.0", 3, 10),
                    List.of(
                            new Act(autoscaled("1.0.0"), apply(autoscaled("2.0.0", 3, 10))),
                            new Act(steps(2, 2), apply(autoscaled("1.0.0", 3, 10)))),
                    List.of("- > A 0+3", "A > - 0+0", "A > B 3+1", "A > B 2+2", "A > B back 3+1", "A > - 0+0"),
                    Set.of(
                            A_STARTS, A_SERVES, B_STARTS,
                            "Superseded: the spec changed; version 2.0.0 (revision B) leaves before it was promoted")),
            new Scenario(
                    "image that cannot be pulled while autoscaled",
                    autoscaled("1.0.0", 2, 10),
                    List.of(
                            new Act(autoscaled("1.0.0"), load(5)),
                            new Act(replicas(5), apply(autoscaled("2.0.0-broken", 2, 10))),
                            new Act(rests("Failed").and(autoscaled()), load(6))),
                    List.of(
                            "- > A 0+2", "A > - 0+0", "A > B 5+2",
                            "A > B back 5+0 failed B ImagePullFailed", "A > - 0+0 failed B ImagePullFailed"),
                    Set.of(
                            A_STARTS, A_SERVES, "RolloutStarted: version 2.0.0-broken (revision B) sets out", B_FAILS)),
            new Scenario(
                    "autoscaling switched on in mid-roll",
                    fixed("1.0.0", 4),
                    List.of(
                            new Act(runs("1.0.0"), apply(fixed("2.0.0", 4))),
                            new Act(steps(3, 2), apply(autoscaled("2.0.0", 2, 10)))),
                    List.of(
                            "- > A 0+4", "A > - 0+0", "A > B 4+1", "A > B 3+2", "A > B 2+3", "A > B 1+4", "B > - 0+0"),
                    Set.of(A_STARTS, A_SERVES, B_STARTS, B_SERVES)),
            new Scenario(
                    "autoscaling switched off in mid-roll",
                    autoscaled("1.0.0", 4, 10),
                    List.of(
                            new Act(autoscaled("1.0.0"), apply(autoscaled("2.0.0", 4, 10))),
                            new Act(steps(3, 2), apply(fixed("2.0.0", 4)))),
                    List.of(
                            "- > A 0+4", "A > - 0+0", "A > B 4+1", "A > B 3+2", "A > B 2+3", "A > B 1+4", "B > - 0+0"),
                    Set.of(A_STARTS, A_SERVES, B_STARTS, B_SERVES)),
            new Scenario(
                    "autoscaling switched off together with a new image",
                    autoscaled("1.0.0", 2, 10),
                    List.of(
                            new Act(autoscaled("1.0.0"), load(6)),
                            new Act(replicas(6), apply(fixed("2.0.0", 3)))),
                    List.of("- > A 0+2", "A > - 0+0", "A > B 3+1", "A > B 2+2", "A > B 1+3", "B > - 0+0"),
                    Set.of(A_STARTS, A_SERVES, B_STARTS, B_SERVES)),
            new Scenario(
                    "scaled by hand while autoscaled",
                    autoscaled("1.0.0", 2, 10),
                    List.of(
                            new Act(autoscaled("1.0.0"), byHand(5)),
                            new Act(replicas(5), apply(autoscaled("2.0.0", 2, 10)))),
                    List.of(
                            "- > A 0+2", "A > - 0+0", "A > B 5+2", "A > B 3+4", "A > B 1+5", "B > - 0+0"),
                    Set.of(A_STARTS, A_SERVES, B_STARTS, B_SERVES)),
            new Scenario(
                    "paused by hand at no pods",
                    autoscaled("1.0.0", 2, 10),
                    List.of(
                            new Act(autoscaled("1.0.0"), byHand(0)),
                            new Act(replicas(0), load(7))),
                    List.of("- > A 0+2", "A > - 0+0"),
                    Set.of(A_STARTS, A_SERVES)));

    private AutoscaledScenarios() {}

    static String fixed(String version, int replicas) {
        return yaml(version, replicas) + "  resources: {requests: {cpu: 100m}}\n";
    }

    static String autoscaled(String version, int min, int max) {
        return fixed(version, 1)
                + "  autoscaling: {min: %d, max: %d, cpuPercent: 70}\n".formatted(min, max);
    }

    private static Consumer<Shop> load(int pods) {
        return shop -> shop.load(pods);
    }

    private static Consumer<Shop> byHand(int pods) {
        return shop -> shop.scaleByHand(pods);
    }

    private static Predicate<ShopService> autoscaled(String version) {
        return runs(version).and(autoscaled());
    }

    private static Predicate<ShopService> autoscaled() {
        return service -> Boolean.TRUE.equals(service.getStatus().rollout().autoscaled());
    }
}

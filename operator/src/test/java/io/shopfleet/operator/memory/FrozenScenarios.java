package io.shopfleet.operator.memory;

import static io.shopfleet.operator.memory.Scenarios.A_SERVES;
import static io.shopfleet.operator.memory.Scenarios.A_STARTS;
import static io.shopfleet.operator.memory.Scenarios.B_SERVES;
import static io.shopfleet.operator.memory.Scenarios.B_STARTS;
import static io.shopfleet.operator.memory.Scenarios.apply;
import static io.shopfleet.operator.memory.Scenarios.rests;
import static io.shopfleet.operator.memory.Scenarios.runs;
import static io.shopfleet.operator.memory.Scenarios.steps;
import static io.shopfleet.operator.memory.Scenarios.yaml;

import io.shopfleet.operator.memory.Scenario.Act;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Stories of an environment that is frozen for longer than any deadline; nobody ends the freeze but the time. */
final class FrozenScenarios {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    static final List<Scenario> ALL = List.of(
            new Scenario(
                    "frozen before a new revision",
                    yaml("1.0.0", 2),
                    List.of(
                            new Act(runs("1.0.0"), shop -> {
                                shop.freeze(MINUTE);
                                shop.apply(yaml("2.0.0", 2));
                            }),
                            new Act(rests("Frozen"), apply(yaml("3.0.0", 3)))),
                    List.of("- > A 0+2", "A > - 0+0", "A > B 3+1", "A > B 2+2", "A > B 1+3", "B > - 0+0"),
                    Set.of(
                            A_STARTS, A_SERVES, "RolloutStarted: version 3.0.0 (revision B) sets out",
                            "Promoted: version 3.0.0 (revision B) has all the traffic")),
            new Scenario(
                    "frozen in the middle of a rollout, and scaled meanwhile",
                    yaml("1.0.0", 3),
                    List.of(
                            new Act(runs("1.0.0"), apply(yaml("2.0.0", 3))),
                            new Act(steps(2, 2), shop -> shop.freeze(MINUTE)),
                            new Act(rests("Frozen"), apply(yaml("2.0.0", 4)))),
                    List.of(
                            "- > A 0+3", "A > - 0+0", "A > B 3+1", "A > B 2+2", "A > B 3+2", "A > B 3+2", "A > B 2+3",
                            "A > B 1+4", "B > - 0+0"),
                    Set.of(A_STARTS, A_SERVES, B_STARTS, B_SERVES)));

    private FrozenScenarios() {}
}

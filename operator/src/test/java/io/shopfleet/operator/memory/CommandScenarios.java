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

import io.shopfleet.api.v1alpha1.CommandOutcome;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.memory.Scenario.Act;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Stories in which people give commands. The last act of each is one. */
final class CommandScenarios {
    private static final String TO_A = "CommandAccepted: command 42: version 1.0.0 (revision A) takes over again";

    static final List<Scenario> ALL = List.of(
            new Scenario(
                    "rollback at rest",
                    yaml("1.0.0", 2),
                    List.of(
                            new Act(runs("1.0.0"), apply(yaml("2.0.0", 2))),
                            new Act(runs("2.0.0"), command("rollback id=42"))),
                    List.of(
                            "- > A 0+2", "A > - 0+0", "A > B 2+1", "A > B 1+2", "B > - 0+0",
                            "B > - 0+0 from B to A", "B > A 2+1 from B to A", "B > A 1+2 from B to A",
                            "A > - 0+0 from B to A"),
                    Set.of(A_STARTS, A_SERVES, B_STARTS, B_SERVES, TO_A)),
            new Scenario(
                    "rollback in mid-roll",
                    yaml("1.0.0", 3),
                    List.of(
                            new Act(runs("1.0.0"), apply(yaml("2.0.0", 3))),
                            new Act(steps(2, 2), command("rollback id=42"))),
                    List.of(
                            "- > A 0+3", "A > - 0+0", "A > B 3+1", "A > B 2+2", "A > B 2+2 from B to A",
                            "A > B back 3+1 from B to A", "A > - 0+0 from B to A"),
                    Set.of(
                            A_STARTS, A_SERVES, B_STARTS, TO_A,
                            "RolledBack: rolled back by command; version 2.0.0 (revision B) leaves before it was promoted")),
            new Scenario(
                    "rollback in mid-roll past the serving revision",
                    yaml("1.0.0", 1),
                    List.of(
                            new Act(runs("1.0.0"), apply(yaml("2.0.0", 1))),
                            new Act(runs("2.0.0"), apply(yaml("3.0.0", 1))),
                            new Act(steps(1, 1).and(serves("2.0.0")), command("rollback 1.0.0 id=42"))),
                    List.of(
                            "- > A 0+1", "A > - 0+0", "A > B 1+1", "B > - 0+0", "B > C 1+1", "B > C 1+1 from C to A",
                            "B > C back 1+0 from C to A", "B > - 0+0 from C to A", "B > A 1+1 from C to A",
                            "A > - 0+0 from C to A"),
                    Set.of(
                            A_STARTS, A_SERVES, B_STARTS, B_SERVES, TO_A,
                            "RolloutStarted: version 3.0.0 (revision C) sets out",
                            "RolledBack: rolled back by command; version 3.0.0 (revision C) leaves before it was promoted")),
            new Scenario(
                    "rollback, and back again",
                    yaml("1.0.0", 1),
                    List.of(
                            new Act(runs("1.0.0"), apply(yaml("2.0.0", 1))),
                            new Act(runs("2.0.0"), command("rollback id=42")),
                            new Act(done("42"), command("rollback id=43"))),
                    List.of(
                            "- > A 0+1", "A > - 0+0", "A > B 1+1", "B > - 0+0", "B > - 0+0 from B to A",
                            "B > A 1+1 from B to A", "A > - 0+0 from B to A", "A > - 0+0 from B to B",
                            "A > B 1+1 from B to B", "B > - 0+0 from B to B", "B > - 0+0"),
                    Set.of(
                            A_STARTS, A_SERVES, B_STARTS, B_SERVES, TO_A,
                            "CommandAccepted: command 43: version 2.0.0 (revision B) takes over again")),
            new Scenario(
                    "retry after a failure",
                    yaml("1.0.0", 3),
                    List.of(
                            new Act(runs("1.0.0"), apply(yaml("2.0.0-broken", 3))),
                            new Act(rests("Failed"), command("retry id=44"))),
                    List.of(
                            "- > A 0+3", "A > - 0+0", "A > B 3+1",
                            "A > B back 3+0 failed B ImagePullFailed", "A > - 0+0 failed B ImagePullFailed",
                            "A > - 0+0", "A > B 3+1",
                            "A > B back 3+0 failed B ImagePullFailed", "A > - 0+0 failed B ImagePullFailed"),
                    Set.of(
                            A_STARTS, A_SERVES,
                            "RolloutStarted: version 2.0.0-broken (revision B) sets out",
                            "CommandAccepted: command 44: version 2.0.0-broken (revision B) is tried again",
                            "ImagePullFailed: version 2.0.0-broken (revision B) failed:"
                                    + " image registry.example/shop/orders:2.0.0-broken cannot be"
                                    + " pulled; check its name and tag, and spec.pod.imagePullSecrets;"
                                    + " returning to version 1.0.0 (revision A)")),
            new Scenario(
                    "a command that is refused",
                    yaml("1.0.0", 2),
                    List.of(
                            new Act(runs("1.0.0"), apply(yaml("2.0.0", 2))),
                            new Act(runs("2.0.0"), command("rollback 9.9.9 id=42"))),
                    List.of("- > A 0+2", "A > - 0+0", "A > B 2+1", "A > B 1+2", "B > - 0+0"),
                    Set.of(
                            A_STARTS, A_SERVES, B_STARTS, B_SERVES,
                            "CommandRefused: command 42: no revision 9.9.9 is kept; possible: version 1.0.0 (revision A)")));

    private CommandScenarios() {}

    private static Consumer<Shop> command(String text) {
        return shop -> shop.command(text);
    }

    private static Predicate<ShopService> serves(String version) {
        return service -> version.equals(service.getStatus().version());
    }

    private static Predicate<ShopService> done(String id) {
        return service -> service.getStatus().command() != null
                && id.equals(service.getStatus().command().id())
                && service.getStatus().command().outcome() == CommandOutcome.Done;
    }
}

package io.shopfleet.operator.memory;

import static io.shopfleet.operator.memory.Scenarios.A_SERVES;
import static io.shopfleet.operator.memory.Scenarios.A_STARTS;
import static io.shopfleet.operator.memory.Scenarios.B_SERVES;
import static io.shopfleet.operator.memory.Scenarios.B_STARTS;
import static io.shopfleet.operator.memory.Scenarios.apply;
import static io.shopfleet.operator.memory.Scenarios.rests;
import static io.shopfleet.operator.memory.Scenarios.runs;
import static io.shopfleet.operator.memory.Scenarios.steps;

import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.memory.Scenario.Act;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Stories of services whose tables have to change before a new revision gets its first pod. */
final class MigrationScenarios {
    private static final String C_STARTS = "RolloutStarted: version 3.0.0 (revision C) sets out";
    private static final String C_SERVES = "Promoted: version 3.0.0 (revision C) has all the traffic";
    private static final String B_FAILED = "MigrationFailed: version 2.0.0 (revision B) failed: Job orders-migrate-079588abd5 failed "
            + "(BackoffLimitExceeded); it said last: no such column: colour; returning to version 1.0.0 (revision A)";

    static final List<Scenario> ALL = List.of(
            new Scenario(
                    "each image changes the tables before its first pod, and another setting does not",
                    yaml("1.0.0", "migrate"),
                    List.of(
                            new Act(runs("1.0.0"), apply(yaml("2.0.0", "migrate"))),
                            new Act(runs("2.0.0"), apply(yaml("2.0.0", "migrate") + "  config: {colour: red}\n"))),
                    List.of(
                            "- > A 0+0", "- > A 0+2", "A > - 0+0", "A > B 2+0", "A > B 2+1", "A > B 1+2", "B > - 0+0",
                            "B > C 2+1", "B > C 1+2", "C > - 0+0"),
                    Set.of(
                            A_STARTS, A_SERVES, B_STARTS, B_SERVES, "RolloutStarted: version 2.0.0 (revision C) sets out",
                            "Promoted: version 2.0.0 (revision C) has all the traffic")),
            new Scenario(
                    "a migration fails, and another command mends it",
                    yaml("1.0.0", "migrate"),
                    List.of(
                            new Act(runs("1.0.0"), apply(yaml("2.0.0", "broken"))),
                            new Act(rests("Failed"), apply(yaml("3.0.0", "migrate")))),
                    List.of(
                            "- > A 0+0", "- > A 0+2", "A > - 0+0", "A > B 2+0", "A > B back 2+0 failed B MigrationFailed",
                            "A > - 0+0 failed B MigrationFailed", "A > C 2+0", "A > C 2+1", "A > C 1+2", "C > - 0+0"),
                    Set.of(A_STARTS, A_SERVES, B_STARTS, B_FAILED, C_STARTS, C_SERVES)),
            new Scenario(
                    "a migration cannot start, and a newer image does not wait for it",
                    yaml("1.0.0", "migrate"),
                    List.of(
                            new Act(runs("1.0.0"), apply(yaml("2.0.0-broken", "migrate"))),
                            new Act(rests("Failed"), apply(yaml("3.0.0", "migrate")))),
                    List.of(
                            "- > A 0+0", "- > A 0+2", "A > - 0+0", "A > B 2+0", "A > B back 2+0 failed B ImagePullFailed",
                            "A > - 0+0 failed B ImagePullFailed", "A > C 2+0", "A > C 2+1", "A > C 1+2", "C > - 0+0"),
                    Set.of(
                            A_STARTS, A_SERVES, "RolloutStarted: version 2.0.0-broken (revision B) sets out",
                            "ImagePullFailed: version 2.0.0-broken (revision B) failed: image registry.example/shop/orders:2.0.0-broken cannot be "
                                    + "pulled; check its name and tag, and spec.pod.imagePullSecrets; returning to version 1.0.0 (revision A)",
                            C_STARTS, C_SERVES)),
            new Scenario(
                    "the first migration cannot start, and a newer image takes its place",
                    yaml("1.0.0-broken", "migrate"),
                    List.of(new Act(service -> service.getStatus().failed() != null, apply(yaml("1.0.1", "migrate")))),
                    List.of("- > A 0+0", "- > A 0+0 failed A ImagePullFailed", "- > B 0+0", "- > B 0+2", "B > - 0+0"),
                    Set.of(
                            "RolloutStarted: version 1.0.0-broken (revision A) sets out",
                            "ImagePullFailed: version 1.0.0-broken (revision A) failed: image registry.example/shop/orders:1.0.0-broken cannot be "
                                    + "pulled; check its name and tag, and spec.pod.imagePullSecrets",
                            "RolloutStarted: version 1.0.1 (revision B) sets out",
                            "Promoted: version 1.0.1 (revision B) has all the traffic")),
            new Scenario(
                    "a newer image waits for the end of a migration that runs",
                    yaml("1.0.0", "migrate"),
                    List.of(
                            new Act(runs("1.0.0"), shop -> {
                                shop.holdMigrations(true);
                                shop.apply(yaml("2.0.0", "migrate"));
                            }),
                            new Act(steps(2, 0).and(migrates()), apply(yaml("3.0.0", "migrate"))),
                            new Act(service -> service.getStatus().observedGeneration() == 3, shop -> shop.holdMigrations(false))),
                    List.of(
                            "- > A 0+0", "- > A 0+2", "A > - 0+0", "A > B 2+0", "A > B back 2+0", "A > - 0+0",
                            "A > C 2+0", "A > C 2+1", "A > C 1+2", "C > - 0+0"),
                    Set.of(
                            A_STARTS, A_SERVES, B_STARTS,
                            "Superseded: the spec changed; version 2.0.0 (revision B) leaves before it was promoted", C_STARTS, C_SERVES)));

    static final Scenario RETRIED = new Scenario(
            "a migration fails, and is tried again by command",
            yaml("1.0.0", "migrate"),
            List.of(
                    new Act(runs("1.0.0"), apply(yaml("2.0.0", "broken"))),
                    new Act(rests("Failed"), shop -> {
                        shop.mendMigrations();
                        shop.command("retry id=1");
                    })),
            List.of(
                    "- > A 0+0", "- > A 0+2", "A > - 0+0", "A > B 2+0", "A > B back 2+0 failed B MigrationFailed",
                    "A > - 0+0 failed B MigrationFailed", "A > - 0+0", "A > B 2+0", "A > B 2+1", "A > B 1+2", "B > - 0+0"),
            Set.of(
                    A_STARTS, A_SERVES, B_STARTS, B_FAILED, B_SERVES,
                    "CommandAccepted: command 1: version 2.0.0 (revision B) is tried again"));

    private MigrationScenarios() {}

    private static Predicate<ShopService> migrates() {
        return service -> service.getStatus().conditions().stream()
                .anyMatch(condition -> "MigrationRunning".equals(condition.getReason()));
    }

    private static String yaml(String version, String command) {
        return Scenarios.yaml(version, 2) + """
                  dependencies:
                    - name: db
                      require: Optional
                      database: {name: orders, access: Owner, migration: {command: [%s], timeout: 10m}}
                """.formatted(command);
    }
}

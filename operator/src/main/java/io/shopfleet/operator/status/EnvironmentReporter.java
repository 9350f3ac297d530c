package io.shopfleet.operator.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.shopfleet.api.v1alpha1.Isolation;
import io.shopfleet.api.v1alpha1.NamespaceSelector;
import io.shopfleet.api.v1alpha1.NetworkPeer;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopEnvironmentSpec;
import io.shopfleet.api.v1alpha1.ShopEnvironmentStatus;
import io.shopfleet.api.v1alpha1.UpgradeTurn;
import io.shopfleet.operator.embedded.Servers;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.tenancy.Frost;
import io.shopfleet.operator.upgrade.Wave;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An environment is in order when every value in it is known and the servers that it has run are ready. */
public final class EnvironmentReporter {
    private static final String SERVES = "services may use it";

    public ShopEnvironmentStatus report(ShopEnvironment environment, Wave wave, Servers servers, Instant now) {
        List<Problem> problems = problems(environment);
        List<Condition> before = environment.getStatus() == null ? List.of() : environment.getStatus().conditions();
        long generation = environment.getMetadata().getGeneration();
        boolean good = problems.isEmpty();
        Reason accepted = good ? Reason.Valid : problems.getFirst().reason();
        List<Condition> conditions = Stream.concat(
                        Stream.of(
                                row("Accepted", good, accepted, good ? SERVES : said(problems)),
                                ready(good ? servers.problems() : problems, servers),
                                reconciling(good, servers),
                                stalled(good ? servers.problems() : problems),
                                frozen(environment.getSpec(), now)),
                        Stream.of(upgraded(environment.getSpec(), wave), isolated(environment.getSpec())).flatMap(Optional::stream))
                .map(condition -> condition
                        .withObservedGeneration(generation)
                        .withLastTransitionTime(since(condition.build(), before, now))
                        .build())
                .toList();
        return new ShopEnvironmentStatus(
                generation, conditions, Stream.concat(problems.stream(), servers.problems().stream()).toList(), wave.turns(),
                servers.provided());
    }

    private static String said(List<Problem> problems) {
        return problems.getFirst().message() + "; " + problems.getFirst().hint();
    }

    private static ConditionBuilder ready(List<Problem> problems, Servers servers) {
        if (!problems.isEmpty()) {
            return row("Ready", false, problems.getFirst().reason(), said(problems));
        }
        return servers.starting().isEmpty()
                ? row("Ready", true, Reason.Ready, SERVES)
                : row("Ready", false, Reason.Reconciling, starting(servers)).withStatus("Unknown");
    }

    private static ConditionBuilder reconciling(boolean good, Servers servers) {
        return good && servers.problems().isEmpty() && !servers.starting().isEmpty()
                ? row("Reconciling", true, Reason.Reconciling, starting(servers))
                : row("Reconciling", false, Reason.Ready, "there is nothing left to do");
    }

    private static ConditionBuilder stalled(List<Problem> problems) {
        return problems.isEmpty()
                ? row("Stalled", false, Reason.Ready, SERVES)
                : row("Stalled", true, problems.getFirst().reason(), said(problems));
    }

    private static String starting(Servers servers) {
        return "not ready yet: " + String.join(", ", servers.starting());
    }

    /** Only where the environment asks for upgrades; the services are in order whatever it says. */
    private static Optional<ConditionBuilder> upgraded(ShopEnvironmentSpec spec, Wave wave) {
        if (spec == null || spec.upgrades() == null) {
            return Optional.empty();
        }
        if (wave.open() == 0) {
            return Optional.of(row("Upgraded", true, Reason.Upgraded, "every service has the pod template of this operator"));
        }
        if (wave.halted().isPresent()) {
            return Optional.of(row("Upgraded", false, Reason.UpgradeHalted, wave.halted().get()));
        }
        String services = wave.open() == 1 ? "1 service has" : wave.open() + " services have";
        String turns = wave.turns().isEmpty()
                ? "none of them is settled enough to be given a turn"
                : "on its way: " + wave.turns().stream().map(UpgradeTurn::service).collect(Collectors.joining(", "));
        return Optional.of(row("Upgraded", false, Reason.UpgradeRunning, services + " an older pod template; " + turns)
                .withStatus("Unknown"));
    }

    /** Policies are objects that a cluster may ignore, and no API tells whether it does. */
    private static Optional<ConditionBuilder> isolated(ShopEnvironmentSpec spec) {
        return Optional.ofNullable(spec)
                .map(ShopEnvironmentSpec::network)
                .filter(network -> network.isolation() == Isolation.DeclaredCallers)
                .map(network -> row(
                                "NetworkIsolated",
                                false,
                                Reason.NotVerified,
                                Stream.concat(Stream.of("declared callers"), network.alsoFrom().stream().map(NetworkPeer::name))
                                        .collect(Collectors.joining(
                                                ", ",
                                                "services have policies that let in ",
                                                "; whether the cluster enforces them is not known")))
                        .withStatus("Unknown"));
    }

    /** It was frozen when its status was written. */
    public static boolean saysFrozen(ShopEnvironment environment) {
        return environment.getStatus() != null
                && environment.getStatus().conditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Frozen") && condition.getStatus().equals("True"));
    }

    private static ConditionBuilder frozen(ShopEnvironmentSpec spec, Instant now) {
        if (spec == null) {
            return row("Frozen", false, Reason.Unreadable, "what waits for the end of a freeze waits on")
                    .withStatus("Unknown");
        }
        return Frost.of(spec.freeze(), now)
                .map(frost -> row(
                        "Frozen",
                        true,
                        Reason.Frozen,
                        frost.words() + "; new revisions wait, what serves is kept up, rollback works"))
                .orElseGet(() -> row("Frozen", false, Reason.NotFrozen, "new revisions start as ever"));
    }

    private static List<Problem> problems(ShopEnvironment environment) {
        ShopEnvironmentSpec spec = environment.getSpec();
        if (spec == null) {
            String path = environment.getMetadata().getAnnotations().getOrDefault(Marks.UNREADABLE, "spec");
            return List.of(problem(path, Reason.Unreadable, path + " has a value of the wrong type", "correct it"));
        }
        if (spec.allowedNamespaces() == null || spec.allowedNamespaces().selector() == null) {
            String path = "spec.allowedNamespaces.selector";
            return List.of(problem(path, Reason.InvalidValue, path + " is missing", "add it; {} admits every namespace"));
        }
        return Stream.concat(endlessFreeze(spec).stream(), unknownValues(spec)).toList();
    }

    private static Optional<Problem> endlessFreeze(ShopEnvironmentSpec spec) {
        return Optional.ofNullable(spec.freeze()).filter(Frost::unclear).map(freeze -> problem(
                "spec.freeze.until",
                Reason.InvalidValue,
                "spec.freeze.until is no time, so the freeze has no end",
                "write it like 2026-12-27T08:00:00Z"));
    }

    /** What a newer schema let through. */
    private static Stream<Problem> unknownValues(ShopEnvironmentSpec spec) {
        String operator = "matchExpressions[].operator";
        boolean mode = spec.telemetry() != null && spec.telemetry().mode() == null;
        boolean isolation = spec.network() != null && spec.network().isolation() == null;
        Stream<NamespaceSelector> peers = Stream.ofNullable(spec.network())
                .flatMap(network -> network.alsoFrom().stream())
                .map(NetworkPeer::namespaces);
        return Stream.of(
                        mode ? unknown("spec.telemetry.mode", "None or Otlp") : null,
                        isolation ? unknown("spec.network.isolation", "None or DeclaredCallers") : null,
                        unclear(spec.allowedNamespaces().selector())
                                ? unknown("spec.allowedNamespaces.selector." + operator, "In, NotIn, Exists or DoesNotExist")
                                : null,
                        peers.anyMatch(EnvironmentReporter::unclear)
                                ? unknown("spec.network.alsoFrom[].namespaces." + operator, "In, NotIn, Exists or DoesNotExist")
                                : null)
                .filter(Objects::nonNull);
    }

    private static boolean unclear(NamespaceSelector selector) {
        return selector == null || selector.matchExpressions().stream().anyMatch(requirement -> requirement.operator() == null);
    }

    private static Problem unknown(String path, String known) {
        return problem(
                path,
                Reason.UnknownValue,
                path + " holds a value that this version of the operator does not know",
                "use " + known + ", or upgrade the operator");
    }

    private static Problem problem(String path, Reason reason, String message, String hint) {
        return new Problem(path, Severity.Error, reason, message, hint);
    }

    private static ConditionBuilder row(String type, boolean holds, Reason reason, String message) {
        return new ConditionBuilder()
                .withType(type)
                .withStatus(holds ? "True" : "False")
                .withReason(reason.name())
                .withMessage(Bounds.message(message));
    }

    private static String since(Condition condition, List<Condition> before, Instant now) {
        return before.stream()
                .filter(old -> old.getType().equals(condition.getType())
                        && old.getStatus().equals(condition.getStatus()))
                .map(Condition::getLastTransitionTime)
                .findFirst()
                .orElse(now.toString());
    }
}

package io.shopfleet.operator.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Verdict;
import io.shopfleet.operator.fleet.Pair;
import io.shopfleet.operator.status.Situation.Movement;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The seven conditions of a service, and one that is there only while it is true. Unknown: under way, or cannot tell. False:
 * failed, or somebody must act. Reconciling and Stalled are the other way round, true when abnormal, as kstatus reads them.
 */
final class Conditions {
    private static final String PAUSED = "spec.paused is true, or the annotation shopfleet.io/plan is there; nothing is changed";

    /** References that may still arrive, since GitOps applies in any order: not a failure yet. */
    private static final Set<Reason> MAY_ARRIVE = EnumSet.of(
            Reason.EnvironmentMissing, Reason.SecretMissing, Reason.ConfigMapMissing, Reason.KeyMissing);

    private static final String FROZEN = "; the new revision waits, what serves is kept up; wait, roll back, or ask who keeps the "
            + "environment to remove spec.freeze";

    private record Row(String type, String status, Reason reason, String message) {}

    private final Situation situation;

    private Conditions(Situation situation) {
        this.situation = situation;
    }

    /** All conditions; one whose status did not change keeps its transition time. */
    static List<Condition> of(Situation situation, long generation, List<Condition> before, Instant now) {
        var conditions = new Conditions(situation);
        Row accepted = conditions.accepted();
        Row dependencies = conditions.dependenciesReady();
        Row rolledOut = conditions.rolledOut();
        Row available = conditions.available();
        Row ready = ready(List.of(accepted, rolledOut, dependencies, available));
        Row stalled = conditions.stalled(accepted, rolledOut);
        Row reconciling = conditions.reconciling(stalled, accepted, dependencies, rolledOut);
        return Stream.concat(
                        Stream.of(accepted, dependencies, rolledOut, available, ready, reconciling, stalled),
                        conditions.pendingTemplateUpdate().stream())
                .map(row -> condition(row, generation, before, now))
                .toList();
    }

    private static Condition condition(Row row, long generation, List<Condition> before, Instant now) {
        String since = before.stream()
                .filter(old -> old.getType().equals(row.type()) && Objects.equals(old.getStatus(), row.status()))
                .map(Condition::getLastTransitionTime)
                .findFirst()
                .orElse(now.toString());
        return new ConditionBuilder()
                .withType(row.type())
                .withStatus(row.status())
                .withReason(row.reason().name())
                .withMessage(Bounds.message(row.message()))
                .withObservedGeneration(generation)
                .withLastTransitionTime(since)
                .build();
    }

    private Row accepted() {
        return situation
                .broken()
                .map(problem -> new Row("Accepted", "False", problem.reason(), problem.message() + "; " + problem.hint()))
                .orElseGet(() -> new Row("Accepted", "True", Reason.Valid, "the specification can be carried out"));
    }

    private Row dependenciesReady() {
        if (situation.edges().isEmpty()) {
            return new Row("DependenciesReady", "True", Reason.NoDependencies, "the service has no dependencies");
        }
        return situation
                .holding()
                .map(edge -> new Row(
                        "DependenciesReady",
                        edge.verdict() == Verdict.Broken ? "False" : "Unknown",
                        edge.reason(),
                        edge.name() + ": " + edge.message()))
                .orElseGet(() -> new Row(
                        "DependenciesReady", "True", Reason.DependenciesMet, "every required dependency is there"));
    }

    private Row rolledOut() {
        if (situation.obstacle().isPresent()) {
            return row("RolledOut", "False", situation.obstacle().get().reason(), situation.obstacle().get().message());
        }
        if (situation.failure().isPresent()) {
            var failure = situation.failure().get();
            return row("RolledOut", "False", failure.reason(), Pair.of(failure.revision()).words() + ": " + failure.message());
        }
        if (situation.withdrawn().isPresent()) {
            return rolledBack(situation.withdrawn().get());
        }
        if (situation.movement() == Movement.Back) {
            return row("RolledOut", "Unknown", Reason.ReturningToServing, "the spec changed; the old candidate leaves first");
        }
        if (situation.paused() && !situation.promoted()) {
            return row("RolledOut", "Unknown", Reason.Paused, PAUSED);
        }
        if (situation.heldByFreeze()) {
            return row("RolledOut", "Unknown", Reason.Frozen, situation.frozen().get() + FROZEN);
        }
        if (situation.movement() == Movement.Forward) {
            return situation
                    .trouble()
                    .map(trouble -> row("RolledOut", "Unknown", trouble.reason(), "on its way, but " + trouble.message()))
                    .or(() -> situation.migration().map(words -> row("RolledOut", "Unknown", Reason.MigrationRunning, words)))
                    .orElseGet(() -> row("RolledOut", "Unknown", Reason.RollingOut, "the wanted revision is on its way"));
        }
        return resting();
    }

    /** Known from the moment of the command on: what the specification asks for will not come without a person. */
    private Row rolledBack(String revision) {
        String why = situation.trouble().map(trouble -> "; " + trouble.message()).orElse("");
        return row(
                "RolledOut",
                "False",
                Reason.RolledBack,
                "revision " + revision + " was rolled back by command; change the specification, or give the command retry" + why);
    }

    private Row resting() {
        if (situation.broken().isPresent()) {
            return row("RolledOut", "Unknown", situation.broken().get().reason(), "the wanted revision cannot be rendered");
        }
        if (situation.promoted()) {
            return row("RolledOut", "True", Reason.Promoted, "the wanted revision has all the traffic");
        }
        return situation
                .holding()
                .map(edge -> row("RolledOut", "Unknown", edge.reason(), "waits for " + edge.name()))
                .orElseGet(() -> row("RolledOut", "Unknown", Reason.Initializing, "the wanted revision is about to start"));
    }

    private Row available() {
        if (!situation.serves()) {
            return row("Available", "Unknown", Reason.NeverServed, "no revision has served yet");
        }
        if (situation.replicas() == 0) {
            return row("Available", "True", Reason.ScaledToZero, "the service is wanted with no pods");
        }
        if (situation.available() == 0) {
            String why = situation.trouble().map(trouble -> ": " + trouble.message()).orElse("");
            return row("Available", "False", Reason.NoPodsAvailable, "no pod is available" + why);
        }
        return situation.available() < situation.replicas()
                ? row("Available", "True", Reason.SomePodsUnavailable, "it answers, with fewer pods than wanted")
                : row("Available", "True", Reason.Available, "all wanted pods are available");
    }

    private static Row ready(List<Row> parts) {
        return Stream.of("False", "Unknown")
                .flatMap(status -> parts.stream().filter(part -> part.status().equals(status)))
                .findFirst()
                .map(part -> row("Ready", part.status(), part.reason(), part.message()))
                .orElseGet(() -> row("Ready", "True", Reason.Ready, "the service is in place"));
    }

    private Row stalled(Row accepted, Row rolledOut) {
        return Stream.of(accepted, rolledOut)
                .filter(part -> part.status().equals("False") && !MAY_ARRIVE.contains(part.reason()))
                .findFirst()
                .map(part -> row("Stalled", "True", part.reason(), part.message()))
                .orElseGet(() -> row("Stalled", "False", Reason.Reconciling, "nothing keeps the operator from going on"));
    }

    private Row reconciling(Row stalled, Row... parts) {
        if (stalled.status().equals("True")) {
            return row("Reconciling", "False", stalled.reason(), "the rest waits for a person");
        }
        boolean degraded = situation.serves() && situation.available() < situation.replicas();
        Optional<Row> open = Stream.concat(Stream.of(parts), degraded ? Stream.of(degraded()) : Stream.empty())
                .filter(part -> !part.status().equals("True"))
                .findFirst();
        if (open.isPresent() && situation.paused()) {
            return row("Reconciling", "False", Reason.Paused, PAUSED);
        }
        return open.map(part -> row("Reconciling", "True", part.reason(), part.message()))
                .orElseGet(() -> row("Reconciling", "False", Reason.Ready, "there is nothing left to do"));
    }

    /** Good as it is, so that it counts for no other condition. */
    private Optional<Row> pendingTemplateUpdate() {
        String when = situation.upgrading()
                ? "; its turn to take the current one has come"
                : "; it keeps it until its specification changes, or spec.upgrades of its environment gives it a turn";
        return Optional.of(situation)
                .filter(Situation::outdated)
                .map(some -> row(
                        "PendingTemplateUpdate",
                        "True",
                        Reason.PendingTemplateUpdate,
                        "the serving revision has the pod template of another operator version" + when));
    }

    private static Row degraded() {
        return row("Available", "Unknown", Reason.SomePodsUnavailable, "fewer pods are available than wanted");
    }

    private static Row row(String type, String status, Reason reason, String message) {
        return new Row(type, status, reason, message);
    }
}

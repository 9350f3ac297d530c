package io.shopfleet.operator.database;

import io.shopfleet.api.v1alpha1.Drift;
import io.shopfleet.api.v1alpha1.ExternalStatus;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.ShopDatabase;
import io.shopfleet.operator.database.rights.DatabasePlan;
import io.shopfleet.operator.database.rights.Step;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What becomes of changes that somebody else made. */
final class Leniency {
    private Leniency() {}

    /** The steps that would put right what somebody else changed, where they shall not be made. */
    static Optional<List<Step>> drift(ShopDatabase database, DatabasePlan plan) {
        return Optional.of(plan.steps())
                .filter(Predicate.not(List::isEmpty))
                .filter(steps -> database.getSpec().onDrift() == Drift.Report)
                .filter(steps -> steps.stream().noneMatch(Leniency::makes))
                .filter(steps -> wasSettled(database));
    }

    /** The database was never finished, or more is asked for now. */
    private static boolean makes(Step step) {
        return switch (step) {
            case Step.CreateRole role -> true;
            case Step.CreateSchema schema -> true;
            case Step.CreateExtension extension -> true;
            default -> false;
        };
    }

    /** By the status: since then nothing else was asked for. That the server did not answer meanwhile changes nothing. */
    private static boolean wasSettled(ShopDatabase database) {
        return Optional.ofNullable(database.getStatus())
                .filter(status -> database.getMetadata().getGeneration().equals(status.observedGeneration()))
                .map(ExternalStatus::conditions)
                .stream()
                .flatMap(List::stream)
                .filter(condition -> condition.getType().equals("Ready"))
                .anyMatch(ready -> ready.getStatus().equals("True")
                        || Reason.DependencyUnreachable.name().equals(ready.getReason()));
    }
}

package io.shopfleet.operator.holding;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.shopfleet.api.v1alpha1.ExternalStatus;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** From how a resource was found to its status. */
public final class HoldingReporter {
    private static final String YES = "True";
    private static final String NO = "False";
    private static final String OPEN = "Unknown";

    /** What is not known this time, such as while the server does not answer, stays as it was told before. */
    public ExternalStatus report(long generation, Optional<ExternalStatus> before, Standing standing, Instant now) {
        List<Condition> old = before.map(ExternalStatus::conditions).orElse(List.of());
        List<Condition> conditions = rows(standing)
                .map(row -> row.withObservedGeneration(generation)
                        .withLastTransitionTime(since(row.build(), old, now))
                        .build())
                .toList();
        return new ExternalStatus(
                generation,
                conditions,
                standing.problems(),
                standing.external().or(() -> before.map(ExternalStatus::external)).orElse(null));
    }

    private static Stream<ConditionBuilder> rows(Standing standing) {
        Optional<Problem> first = standing.problems().stream().findFirst();
        Reason reason = first.map(Problem::reason).orElse(standing.settled() ? Reason.Ready : Reason.Reconciling);
        String said = first.map(problem -> problem.message() + "; " + problem.hint()).orElse("");
        return switch (standing.kind()) {
            case Waiting -> rows(row(OPEN, reason, said), row(OPEN, reason, said), row(OPEN, reason, said), true, reason, said);
            case Refused -> rows(
                    row(NO, reason, said), row(OPEN, reason, "nothing outside is touched"), row(NO, reason, said), false, reason, said);
            case Unreachable -> rows(row(YES, Reason.Valid, "the specification can be carried out"),
                    row(OPEN, reason, said), row(OPEN, reason, said), true, reason, said);
            case Stopped -> rows(row(YES, Reason.Valid, "the specification can be carried out"),
                    row(NO, reason, said), row(NO, reason, said), false, reason, said);
            case There -> there(standing, reason, said);
        };
    }

    private static Stream<ConditionBuilder> there(Standing standing, Reason reason, String said) {
        ConditionBuilder accepted = row(YES, Reason.Valid, "the specification can be carried out");
        if (!standing.settled()) {
            String way = "it is being brought in line";
            return rows(accepted, row(OPEN, Reason.Reconciling, way), row(OPEN, Reason.Reconciling, way), true, reason, way);
        }
        ConditionBuilder ready = row(YES, Reason.Ready, "it can be used");
        return standing.problems().isEmpty()
                ? Stream.of(accepted.withType("Accepted"),
                        row(YES, Reason.Synced, "at the last look everything was as it should be").withType("Synced"),
                        ready.withType("Ready"),
                        row(NO, Reason.Ready, "there is nothing left to do").withType("Reconciling"),
                        row(NO, Reason.Ready, "there is nothing left to do").withType("Stalled"))
                : rows(accepted, row(NO, reason, said), ready, false, reason, said);
    }

    private static Stream<ConditionBuilder> rows(
            ConditionBuilder accepted, ConditionBuilder synced, ConditionBuilder ready, boolean works, Reason reason, String said) {
        return Stream.of(
                accepted.withType("Accepted"),
                synced.withType("Synced"),
                ready.withType("Ready"),
                row(works ? YES : NO, reason, works ? said : "the rest waits for a person").withType("Reconciling"),
                row(works ? NO : YES, reason, works ? "it is tried again and again" : said).withType("Stalled"));
    }

    private static ConditionBuilder row(String status, Reason reason, String message) {
        return new ConditionBuilder().withStatus(status).withReason(reason.name()).withMessage(message);
    }

    private static String since(Condition condition, List<Condition> before, Instant now) {
        return before.stream()
                .filter(old -> old.getType().equals(condition.getType()) && old.getStatus().equals(condition.getStatus()))
                .map(Condition::getLastTransitionTime)
                .findFirst()
                .orElse(now.toString());
    }
}

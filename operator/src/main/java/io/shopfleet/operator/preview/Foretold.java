package io.shopfleet.operator.preview;

import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.operator.fleet.Pair;
import io.shopfleet.operator.fleet.RevisionRecord;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What one pass can tell in one line of what would be done.
 *
 * @param serving what serves, as {@link Pair} identifies it
 * @param wanted what shall serve
 * @param failed it was tried before, and is not tried again
 */
public record Foretold(
        Optional<String> serving,
        Optional<RevisionRecord> before,
        Optional<String> wanted,
        Optional<RevisionRecord> after,
        boolean failed,
        int replicas) {

    public static final String NOTHING = "nothing can be told: the specification cannot be read";

    /**
     * @param refusal what a check refuses
     * @param wait what the new revision would wait for
     */
    public String words(Optional<Problem> refusal, Optional<String> wait) {
        if (refusal.isPresent()) {
            return "it would be refused: " + refusal.get().path() + ": " + refusal.get().message();
        }
        return rollout() + wait.filter(message -> !serving.equals(wanted)).map(message -> "; it would wait: " + message).orElse("");
    }

    private String rollout() {
        if (wanted.isEmpty() || after.isEmpty()) {
            return "nothing would be rolled out";
        }
        if (serving.equals(wanted)) {
            return "no pod would restart; " + RevisionRecord.named(after.get().version(), Pair.of(wanted.get())) + " serves already, with "
                    + replicas + (replicas == 1 ? " pod" : " pods");
        }
        String named = RevisionRecord.named(after.get().version(), Pair.of(wanted.get()));
        if (failed) {
            return named + " failed before and would not be tried again";
        }
        return serving.isEmpty() ? named + " would be the first to serve" : "all pods would restart with " + named + because();
    }

    private String because() {
        boolean same = before.filter(record -> record.revision().equals(after.get().revision())).isPresent();
        if (same) {
            return ", because of what Secrets hold now";
        }
        return before.map(record -> RevisionContent.differences(record, after.get()).stream()
                        .map(PlanText::difference)
                        .collect(Collectors.joining("; ", ", because of ", "")))
                .orElse("");
    }
}

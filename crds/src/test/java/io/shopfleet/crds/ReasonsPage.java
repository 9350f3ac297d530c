package io.shopfleet.crds;

import io.shopfleet.api.v1alpha1.Reason;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The table of reasons for users. */
final class ReasonsPage {
    private ReasonsPage() {
    }

    static String markdown() {
        String rows = Arrays.stream(Reason.values())
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .map(reason -> "| `%s` | %s |".formatted(reason, reason.meaning()))
                .collect(Collectors.joining("\n"));
        return """
                <!-- Made from the enum Reason in crds/src/main; change that, then run: %s -->
                # Reasons

                A reason is one word that stands in conditions, in `status.problems`, in the verdict on a dependency and in events. \
                The message next to it speaks of the case at hand.

                | reason | meaning and cure |
                | --- | --- |
                %s
                """.formatted(GeneratedFiles.COMMAND, rows);
    }
}

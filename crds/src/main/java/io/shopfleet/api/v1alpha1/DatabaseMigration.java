package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

@JsonClassDescription("What brings the tables of a database to what a revision needs. It runs as a Job, with the image, the settings, "
        + "the files and the logins of the revision, before the first pod of the revision starts, and once for an image and a command. "
        + "A newer specification waits for its end. When it fails, what serves goes on, and the status shows its last lines. "
        + "Revisions run side by side in a rollout, so what it does must not harm the one that serves.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "self.timeout.matches('" + Syntax.DURATION + "') && "
                + "duration(self.timeout) >= duration('10s') && duration(self.timeout) <= duration('24h')",
        message = "timeout must be hours, minutes and seconds such as 90s, 10m or 1h30m, from 10s to 24h",
        fieldPath = ".timeout")
public record DatabaseMigration(
        @JsonPropertyDescription("Entry point in place of that of the image; ends with 0 when the tables are as they should be, also "
                + "when they were before. It is tried three times. At most 32 words of up to 1024 characters.")
        @Required
        @Size(min = 1, max = 32)
        List<@Size(max = 1024) String> command,

        @JsonPropertyDescription("Arguments of the entry point. Default: none. At most 64 words of up to 1024 characters.")
        @Size(max = 64)
        List<@Size(max = 1024) String> args,

        @JsonPropertyDescription("How long it may take, all tries together, before it counts as failed: hours, minutes and seconds such as "
                + "90s, 10m or 1h30m; 10s to 24h. Time of it counts for no progressDeadline. Default: 10m.")
        @Default("10m")
        @Size(min = 2, max = 16)
        String timeout) {

    public DatabaseMigration {
        command = command == null ? List.of() : command;
        args = args == null ? List.of() : args;
    }
}

package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.shopfleet.api.schema.Timestamp;

@JsonClassDescription("A revision that failed, and why.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record FailedRevision(
        @JsonPropertyDescription("Identifier of the revision.")
        @Required
        @Size(min = 10, max = 10)
        @Pattern(Syntax.REVISION)
        String revision,

        @JsonPropertyDescription("Version it was made from.")
        @Size(max = Syntax.LABEL)
        @Pattern(Syntax.VERSION)
        String version,

        @JsonPropertyDescription("Why it failed, in one word.")
        Reason reason,

        @JsonPropertyDescription("Why it failed, and what to do.")
        @Size(max = Syntax.MESSAGE)
        String message,

        @JsonPropertyDescription("When it was given up.")
        @Timestamp
        String at,

        @JsonPropertyDescription("Number of the copies of Secrets that its pods read. Absent: it names no Secret, or was made when "
                + "pods still read the Secrets themselves.")
        @Min(1)
        @Max(Syntax.LONG)
        Long epoch) {
}

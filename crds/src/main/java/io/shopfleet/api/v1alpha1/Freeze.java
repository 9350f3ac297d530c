package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.shopfleet.api.schema.Timestamp;

@JsonClassDescription("A time in which no new revision starts.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Freeze(
        @JsonPropertyDescription("Why, for the people whose services wait; the status of each of them repeats it. 1 to 256 "
                + "characters.")
        @Required
        @Size(min = 1, max = 256)
        String reason,

        @JsonPropertyDescription("When the freeze ends by itself, in UTC such as 2026-12-27T08:00:00Z. What was held starts then. "
                + "Absent: when freeze is removed.")
        @Size(max = 20)
        @Pattern(Syntax.UTC_TIME)
        @Timestamp
        String until) {
}

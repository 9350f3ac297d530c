package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.shopfleet.api.schema.Timestamp;

@JsonClassDescription("No new revision of any service of the environment starts, and none that is on its way goes on. What serves is "
        + "kept up; scaling, rollback and the return to the serving revision work.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Freeze(
        @JsonPropertyDescription("Why, in words for the teams, 1 to 256 characters; shown in the status of each service that waits.")
        @Required
        @Size(min = 1, max = Syntax.PATH_LENGTH)
        String reason,

        @JsonPropertyDescription("When the freeze is over, such as 2026-12-27T08:00:00Z; waiting revisions start then by "
                + "themselves. In the past: there is no freeze. Absent: it lasts until it is removed.")
        @Timestamp
        String until) {
}

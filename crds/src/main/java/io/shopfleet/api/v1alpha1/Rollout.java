package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

@JsonClassDescription("How a new revision takes over.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "self.progressDeadline.matches('" + Syntax.DURATION + "') && "
                + "duration(self.progressDeadline) >= duration('10s') && duration(self.progressDeadline) <= duration('24h')",
        message = "progressDeadline must be hours, minutes and seconds such as 90s, 10m or 1h30m, from 10s to 24h",
        fieldPath = ".progressDeadline")
public record Rollout(
        @JsonPropertyDescription("Rolling: replicas of the new revision replace those of the serving one a few at a time. Default: "
                + "Rolling.")
        @Default("Rolling")
        RolloutStrategy strategy,

        @JsonPropertyDescription("How long a rollout may stand still before it counts as failed and the serving revision takes "
                + "over again: hours, minutes and seconds such as 90s, 10m or 1h30m; 10s to 24h. Default: 10m.")
        @Default("10m")
        @Size(min = 2, max = 16)
        String progressDeadline,

        @JsonPropertyDescription("How many replaced revisions are kept to return to, by rollback or by spec, 1 to 20. Default: 3.")
        @Default("3")
        @Min(1)
        @Max(20)
        Integer history) {
}

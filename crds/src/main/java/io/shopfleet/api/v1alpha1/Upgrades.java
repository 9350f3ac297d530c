package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

@JsonClassDescription("How services take the pod template of a newer operator: a few at a time, each after the services that it "
        + "depends on. The first that does not arrive halts the rest.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "self.deadline.matches('" + Syntax.DURATION + "') && "
                + "duration(self.deadline) >= duration('1m') && duration(self.deadline) <= duration('24h')",
        message = "deadline must be hours, minutes and seconds such as 90s, 10m or 1h30m, from 1m to 24h",
        fieldPath = ".deadline")
public record Upgrades(
        @JsonPropertyDescription("How many services may be on their way to the new template at once, 1 to 100. Default: 1.")
        @Default("1")
        @Min(1)
        @Max(100)
        Integer atOnce,

        @JsonPropertyDescription("How long one service may take, waiting included, before the upgrade halts: hours, minutes and "
                + "seconds such as 90s, 10m or 1h30m; 1m to 24h. Default: 30m.")
        @Default("30m")
        @Size(min = 2, max = 16)
        String deadline) {
}

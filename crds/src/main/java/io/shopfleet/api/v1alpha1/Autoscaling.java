package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

@JsonClassDescription("The number of pods follows the processor time they use.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "self.min <= self.max", message = "min must not exceed max", fieldPath = ".min")
public record Autoscaling(
        @JsonPropertyDescription("Fewest pods, 1 to 1000. Above 1, a drained node leaves at least one fewer than this many.")
        @Required
        @Min(1)
        @Max(1000)
        Integer min,

        @JsonPropertyDescription("Most pods, 1 to 1000, and not below min. A rollout may have a quarter more for its duration.")
        @Required
        @Min(1)
        @Max(1000)
        Integer max,

        @JsonPropertyDescription("Processor time that the pods shall use on average, in percent of resources.requests.cpu, 1 to "
                + "1000; above 100 only where pods may use more than they request. Above it pods are added, well below it they "
                + "are taken away. Default: 70.")
        @Default("70")
        @Min(1)
        @Max(1000)
        Integer cpuPercent) {
}

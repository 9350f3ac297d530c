package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Quantity;

@JsonClassDescription("Amounts of processor and memory.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ResourceAmounts(
        @JsonPropertyDescription("Processor time in cores: 0.5 or 500m is half a core.")
        Quantity cpu,

        @JsonPropertyDescription("Memory in bytes, with a unit such as Mi or Gi: 256Mi.")
        Quantity memory) {
}

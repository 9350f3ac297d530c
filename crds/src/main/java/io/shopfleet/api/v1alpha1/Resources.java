package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;

@JsonClassDescription("Processor and memory of one pod.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "!has(self.requests) || !has(self.limits) || !has(self.requests.cpu) || !has(self.limits.cpu) || "
                + "!isQuantity(string(self.requests.cpu)) || !isQuantity(string(self.limits.cpu)) || "
                + "quantity(string(self.requests.cpu)).compareTo(quantity(string(self.limits.cpu))) <= 0",
        message = "requests.cpu must not exceed limits.cpu", fieldPath = ".requests.cpu")
@ValidationRule(value = "!has(self.requests) || !has(self.limits) || !has(self.requests.memory) || !has(self.limits.memory) || "
                + "!isQuantity(string(self.requests.memory)) || !isQuantity(string(self.limits.memory)) || "
                + "quantity(string(self.requests.memory)).compareTo(quantity(string(self.limits.memory))) <= 0",
        message = "requests.memory must not exceed limits.memory", fieldPath = ".requests.memory")
public record Resources(
        @JsonPropertyDescription("What is reserved for a pod. Absent: nothing, or what limits say.")
        ResourceAmounts requests,

        @JsonPropertyDescription("What a pod may use at most. A pod above its memory limit is killed; above its processor limit it "
                + "is slowed. Absent: no limit.")
        ResourceAmounts limits) {
}

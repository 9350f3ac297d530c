package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Quantity;

@JsonClassDescription("What a service holds of the limits of its environment.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Share(
        @JsonPropertyDescription("Name of the ShopEnvironment whose limits these are.")
        @Size(max = Syntax.LABEL)
        @Pattern(Syntax.DNS_LABEL)
        String environment,

        @JsonPropertyDescription("Pods.")
        @Min(0)
        @Max(Syntax.INT)
        Integer replicas,

        @JsonPropertyDescription("Processor time of all pods, in cores.")
        Quantity cpu,

        @JsonPropertyDescription("Memory of all pods, in bytes.")
        Quantity memory) {
}

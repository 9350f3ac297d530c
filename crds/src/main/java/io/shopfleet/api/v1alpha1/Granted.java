package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.kubernetes.api.model.Quantity;

@JsonClassDescription("The part of a namespace's limits that a service has.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Granted(
        @JsonPropertyDescription("Number of pods.")
        @Min(0)
        @Max(1000)
        Integer replicas,

        @JsonPropertyDescription("Processor of each pod, in cores. Absent: none is counted.")
        Quantity cpu,

        @JsonPropertyDescription("Memory of each pod, in bytes. Absent: none is counted.")
        Quantity memory) {

    /** What the specification asks for. Kubernetes takes a limit for the request where there is none. */
    public static Granted asked(ShopServiceSpec spec) {
        ResourceAmounts none = new ResourceAmounts(null, null);
        ResourceAmounts requests = spec.resources() == null || spec.resources().requests() == null
                ? none
                : spec.resources().requests();
        ResourceAmounts limits =
                spec.resources() == null || spec.resources().limits() == null ? none : spec.resources().limits();
        return new Granted(
                spec.replicas(),
                requests.cpu() == null ? limits.cpu() : requests.cpu(),
                requests.memory() == null ? limits.memory() : requests.memory());
    }
}

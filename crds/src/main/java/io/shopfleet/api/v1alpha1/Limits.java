package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.kubernetes.api.model.Quantity;

@JsonClassDescription("What the services of one namespace may use together. What is absent has no limit.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Limits(
        @JsonPropertyDescription("Number of ShopServices that may run, 0 to 10000. Absent: any.")
        @Min(0)
        @Max(10000)
        Integer services,

        @JsonPropertyDescription("Sum of spec.replicas, 0 to 1000000. The pods that a rollout has beyond that for a time are not "
                + "counted. Absent: any.")
        @Min(0)
        @Max(1000000)
        Integer replicas,

        @JsonPropertyDescription("Sum of processor requests times replicas, in cores: 20 or 500m. A service without request counts "
                + "with its limit, and with nothing when it has neither. Absent: any.")
        Quantity cpu,

        @JsonPropertyDescription("Sum of memory requests times replicas, in bytes with a unit such as Gi: 64Gi. Counted like cpu. "
                + "Absent: any.")
        Quantity memory) {
}

package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.kubernetes.api.model.Quantity;

@JsonClassDescription("What the services of this environment may ask for together within one namespace. What they declare counts, "
        + "not what runs: a rollout may have a quarter more for its duration.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Limits(
        @JsonPropertyDescription("Services, with those that are scaled to zero, 0 to 10000. Absent: no limit.")
        @Min(0)
        @Max(10_000)
        Integer services,

        @JsonPropertyDescription("Pods: the sum of spec.replicas, or of spec.autoscaling.max where that is set, 0 to 1000000. Absent: "
                + "no limit.")
        @Min(0)
        @Max(1_000_000)
        Integer replicas,

        @JsonPropertyDescription("Processor time in cores, such as 8 or 500m: the sum of spec.resources.requests.cpu times pods. A "
                + "service without a request counts with its limit, one without either counts nothing. Absent: no limit.")
        Quantity cpu,

        @JsonPropertyDescription("Memory in bytes, such as 16Gi: the sum of spec.resources.requests.memory times pods, counted as cpu "
                + "is. Absent: no limit.")
        Quantity memory) {
}

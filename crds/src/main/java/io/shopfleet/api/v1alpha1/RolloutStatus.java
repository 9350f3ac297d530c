package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.shopfleet.api.schema.Timestamp;

@JsonClassDescription("Progress of a rollout.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RolloutStatus(
        @JsonPropertyDescription("Number of the recorded step. It only grows, over all rollouts of the service.")
        @Min(0)
        @Max(Syntax.LONG)
        Long beat,

        @JsonPropertyDescription("Forward: towards the candidate. Back: towards the serving revision, because the candidate "
                + "failed.")
        Direction direction,

        @JsonPropertyDescription("Wanted pods of the serving revision at this step.")
        @Min(0)
        @Max(Syntax.INT)
        Integer servingReplicas,

        @JsonPropertyDescription("Wanted pods of the candidate at this step.")
        @Min(0)
        @Max(Syntax.INT)
        Integer candidateReplicas,

        @JsonPropertyDescription("Pods that this rollout is for. While autoscaling is set: as many as the serving revision had when "
                + "the rollout began, within min and max.")
        @Min(0)
        @Max(Syntax.INT)
        Integer replicas,

        @JsonPropertyDescription("true: the number of pods is the autoscaler's, and the operator leaves it alone. Absent: it is the "
                + "operator's.")
        Boolean autoscaled,

        @JsonPropertyDescription("true: a freeze of the environment holds the candidate where it is. When that is over, the clocks of "
                + "the rollout start anew. Absent: it goes on.")
        Boolean frozen,

        @JsonPropertyDescription("When the rollout began.")
        @Timestamp
        String startedAt,

        @JsonPropertyDescription("When this step began; progressDeadline counts from here.")
        @Timestamp
        String stepStartedAt) {
}

package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import io.shopfleet.api.schema.ListMapKey;
import java.util.List;

@JsonClassDescription("What the operator saw and did outside the cluster. Written by the operator only.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ExternalStatus(
        @JsonPropertyDescription("The metadata.generation that this status speaks of. Smaller than that: the latest change has not "
                + "been seen yet.")
        @Min(0)
        @Max(Syntax.LONG)
        Long observedGeneration,

        @JsonPropertyDescription("Accepted, Synced, Ready, Reconciling and Stalled, each with reason and message. Accepted: the "
                + "specification may be carried out and the name is ours. Synced: at the last look everything outside was as it "
                + "should be. Unknown: under way. False: somebody must act. At most 16.")
        @Size(max = 16)
        @ListMapKey("type")
        List<Condition> conditions,

        @JsonPropertyDescription("What is wrong, field by field. At most 32.")
        @Size(max = 32)
        List<Problem> problems,

        @JsonPropertyDescription("What this resource stands for outside.")
        ExternalObject external) {

    public ExternalStatus {
        conditions = conditions == null ? List.of() : conditions;
        problems = problems == null ? List.of() : problems;
    }
}

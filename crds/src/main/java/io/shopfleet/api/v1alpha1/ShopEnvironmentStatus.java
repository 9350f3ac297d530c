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

@JsonClassDescription("What the operator saw and did. Written by the operator only.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ShopEnvironmentStatus(
        @JsonPropertyDescription("The metadata.generation that this status speaks of. Smaller than that: the latest change has not "
                + "been seen yet.")
        @Min(0)
        @Max(Syntax.LONG)
        Long observedGeneration,

        @JsonPropertyDescription("Ready, Accepted, Reconciling, Stalled and Frozen, and Upgraded where spec.upgrades is set, each with "
                + "reason and message. Unknown: under way. False: somebody must act, but for Frozen, which is true while new "
                + "revisions wait. At most 16.")
        @Size(max = 16)
        @ListMapKey("type")
        List<Condition> conditions,

        @JsonPropertyDescription("What is wrong, field by field. At most 32.")
        @Size(max = 32)
        List<Problem> problems,

        @JsonPropertyDescription("Services whose turn it is to take the pod template of this operator, by spec.upgrades. At most 100.")
        @Size(max = 100)
        @ListMapKey("service")
        List<UpgradeTurn> upgrading,

        @JsonPropertyDescription("Servers that other operators run for the environment, as far as these told where they are. At most 4.")
        @Size(max = 4)
        @ListMapKey("name")
        List<ProvidedServer> servers) {

    public ShopEnvironmentStatus {
        conditions = conditions == null ? List.of() : conditions;
        problems = problems == null ? List.of() : problems;
        upgrading = upgrading == null ? List.of() : upgrading;
        servers = servers == null ? List.of() : servers;
    }
}

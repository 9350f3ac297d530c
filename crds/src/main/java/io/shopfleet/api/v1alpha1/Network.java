package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.shopfleet.api.schema.ListMapKey;
import java.util.List;

@JsonClassDescription("Who may reach the pods of services.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Network(
        @JsonPropertyDescription("None: whoever other policies let through. DeclaredCallers: each service gets a NetworkPolicy that "
                + "lets in, at its ports, the services with an edge to it (of another namespace: with a grant too) and the peers "
                + "of alsoFrom. Whether the cluster enforces policies is not checked. Default: None.")
        @Default("None")
        Isolation isolation,

        @JsonPropertyDescription("Who else may reach every service, such as a gateway or Prometheus. Used with isolation "
                + "DeclaredCallers. At most 16.")
        @Size(max = 16)
        @ListMapKey("name")
        List<NetworkPeer> alsoFrom) {

    public Network {
        alsoFrom = alsoFrom == null ? List.of() : alsoFrom;
    }
}

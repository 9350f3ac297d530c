package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.shopfleet.api.schema.Timestamp;

@JsonClassDescription("A service whose turn it is to take the pod template of this operator.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record UpgradeTurn(
        @JsonPropertyDescription("Namespace and name of the service, as in shop/orders.")
        @Required
        @Size(max = 320)
        String service,

        @JsonPropertyDescription("When its turn came.")
        @Required
        @Timestamp
        String since) {
}

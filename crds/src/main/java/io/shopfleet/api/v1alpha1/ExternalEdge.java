package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

@JsonClassDescription("An address outside the fleet as a dependency.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ExternalEdge(
        @JsonPropertyDescription("Name of an entry of spec.external of the ShopEnvironment. A missing one makes the dependency "
                + "wait with reason ExternalMissing.")
        @Required
        @Size(min = 1, max = Syntax.LABEL)
        @Pattern(Syntax.DNS_LABEL)
        String name) {
}

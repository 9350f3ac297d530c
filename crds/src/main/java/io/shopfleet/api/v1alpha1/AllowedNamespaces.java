package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

@JsonClassDescription("Which namespaces may use an environment.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AllowedNamespaces(
        @JsonPropertyDescription("Chooses namespaces by their labels; all parts must hold. The empty selector {} chooses every "
                + "namespace.")
        @Required
        NamespaceSelector selector) {
}

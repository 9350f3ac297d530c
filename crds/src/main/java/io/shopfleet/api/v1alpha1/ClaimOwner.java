package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

@JsonClassDescription("The resource that owns a name.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ClaimOwner(
        @JsonPropertyDescription("Its namespace.")
        @Required
        @Size(min = 1, max = Syntax.LABEL)
        String namespace,

        @JsonPropertyDescription("Its name.")
        @Required
        @Size(min = 1, max = Syntax.NAME)
        String name,

        @JsonPropertyDescription("Its uid. Only the resource of this uid may destroy.")
        @Required
        @Size(min = 1, max = Syntax.LABEL)
        String uid) {
}

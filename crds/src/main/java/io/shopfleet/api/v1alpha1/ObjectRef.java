package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

@JsonClassDescription("Names an object in the namespace of the service.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ObjectRef(
        @JsonPropertyDescription("Name of the object.")
        @Required
        @Size(min = 1, max = Syntax.NAME)
        @Pattern(Syntax.OBJECT_NAME)
        String name) {
}

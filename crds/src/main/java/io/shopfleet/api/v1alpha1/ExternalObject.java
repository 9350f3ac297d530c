package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

@JsonClassDescription("Something that lives outside the cluster.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ExternalObject(
        @JsonPropertyDescription("Identity of the server that holds it, as the server tells it.")
        @Size(max = Syntax.NAME)
        String server,

        @JsonPropertyDescription("Its name there.")
        @Size(max = Syntax.NAME)
        String name,

        @JsonPropertyDescription("What tells it apart from another one that has its name later.")
        @Size(max = Syntax.NAME)
        String id) {
}

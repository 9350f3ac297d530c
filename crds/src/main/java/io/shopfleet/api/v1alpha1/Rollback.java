package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

@JsonClassDescription("A rollback by command, in force while the specification stays as it was.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Rollback(
        @JsonPropertyDescription("The revision that the specification describes. It is not tried again while that stays the same.")
        @Required
        @Size(min = 10, max = 10)
        @Pattern(Syntax.REVISION)
        String from,

        @JsonPropertyDescription("The revision that shall serve instead.")
        @Required
        @Size(min = 10, max = 10)
        @Pattern(Syntax.REVISION)
        String to) {
}

package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

@JsonClassDescription("Something wrong with one field.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        @JsonPropertyDescription("The field at fault, such as spec.env[LOG_LEVEL].secretKeyRef.")
        @Size(max = Syntax.IMAGE_LENGTH)
        String path,

        @JsonPropertyDescription("Error: it stops the next step. Warning: something asked for is not in effect. Info: worth "
                + "knowing.")
        Severity severity,

        @JsonPropertyDescription("What is wrong, in one word.")
        Reason reason,

        @JsonPropertyDescription("What is wrong.")
        @Size(max = Syntax.MESSAGE)
        String message,

        @JsonPropertyDescription("What to do.")
        @Size(max = Syntax.MESSAGE)
        String hint) {
}

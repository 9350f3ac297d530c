package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.shopfleet.api.schema.Timestamp;

@JsonClassDescription("What is known of one dependency.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DependencyStatus(
        @JsonPropertyDescription("Name of the dependency.")
        @Required
        @Size(min = 1, max = 40)
        @Pattern(Syntax.SERVICE_NAME)
        String name,

        @JsonPropertyDescription("What it leads to, such as service/catalog, service/payments/cards or external/card-network.")
        @Size(max = Syntax.PATH_LENGTH)
        String target,

        @JsonPropertyDescription("Ok: what is required is there. Waiting: not yet. Broken: somebody must act.")
        Verdict verdict,

        @JsonPropertyDescription("Why, in one word.")
        Reason reason,

        @JsonPropertyDescription("Why, and what to do.")
        @Size(max = Syntax.MESSAGE)
        String message,

        @JsonPropertyDescription("Since when the verdict is what it is.")
        @Timestamp
        String since) {
}

package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

@JsonClassDescription("A server that another operator runs for the environment.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProvidedServer(
        @JsonPropertyDescription("What it is: kafka or postgres.")
        @Required
        @Size(min = 1, max = Syntax.LABEL)
        String name,

        @JsonPropertyDescription("Where that operator says it is, each as host:port. At most 8.")
        @Size(max = 8)
        List<@Size(max = Syntax.PATH_LENGTH) String> addresses) {

    public ProvidedServer {
        addresses = addresses == null ? List.of() : addresses;
    }
}

package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

@JsonClassDescription("One more Kafka, for those that ask for it by name.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AdditionalKafka(
        @JsonPropertyDescription("Name by which a ShopTopic asks for it, in its provider.")
        @Required
        @Size(min = 1, max = Syntax.LABEL)
        @Pattern(Syntax.DNS_LABEL)
        String name,

        @JsonPropertyDescription("The server, which somebody else runs.")
        @Required
        ExternalKafka external,

        @JsonPropertyDescription("Namespaces that may ask for it, of those that the environment admits; at most 64. Absent: all of them.")
        @Size(max = 64)
        List<@Size(min = 1, max = Syntax.LABEL) @Pattern(Syntax.DNS_LABEL) String> namespaces) {

    public AdditionalKafka {
        namespaces = namespaces == null ? List.of() : namespaces;
    }
}

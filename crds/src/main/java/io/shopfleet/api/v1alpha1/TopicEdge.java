package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

@JsonClassDescription("A Kafka topic as a dependency.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TopicEdge(
        @JsonPropertyDescription("Name of the ShopTopic. A missing one is no error: the dependency waits.")
        @Required
        @Size(min = 1, max = Syntax.LABEL)
        @Pattern(Syntax.DNS_LABEL)
        String name,

        @JsonPropertyDescription("Namespace of the ShopTopic. Another one than the service's own counts only when spec.grants there "
                + "names this service; until then the dependency waits with reason DependencyNotGranted, whether it exists or not. "
                + "Default: the namespace of the service.")
        @Size(min = 1, max = Syntax.LABEL)
        @Pattern(Syntax.DNS_LABEL)
        String namespace,

        @JsonPropertyDescription("Read: consume, in the consumer group of group. Write: produce. ReadWrite: both. Default: Read.")
        @Default("Read")
        TopicAccess access,

        @JsonPropertyDescription("Consumer group, after the namespace of the service: group orders of a service in namespace shop is "
                + "shop.orders in Kafka. Default: the name of the service.")
        @Size(min = 1, max = 100)
        @Pattern(Syntax.TOPIC)
        String group) {
}

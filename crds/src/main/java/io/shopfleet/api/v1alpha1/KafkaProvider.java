package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.shopfleet.api.schema.ListMapKey;
import java.util.List;

@JsonClassDescription("The Kafka of an environment, and what teams may ask of it.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "[has(self.external), has(self.embedded), has(self.strimzi)].exists_one(x, x)",
        message = "exactly one of external, embedded and strimzi must be given")
public record KafkaProvider(
        @JsonPropertyDescription("A Kafka that somebody else runs. Exactly one of external, embedded and strimzi.")
        ExternalKafka external,

        @JsonPropertyDescription("One that the operator runs, for development. Exactly one of external, embedded and strimzi.")
        EmbeddedKafka embedded,

        @JsonPropertyDescription("One that Strimzi runs, which has to be installed. Exactly one of external, embedded and strimzi.")
        StrimziKafka strimzi,

        @JsonPropertyDescription("More servers, for a ShopTopic that names one as its provider; what teams may ask is the same for all. "
                + "At most 8.")
        @Size(max = 8)
        @ListMapKey("name")
        List<AdditionalKafka> additional,

        @JsonPropertyDescription("What teams may ask of topics.")
        @Default("{}")
        TopicRules topics) {

    public KafkaProvider {
        additional = additional == null ? List.of() : additional;
        topics = topics == null ? new TopicRules(null, null, null) : topics;
    }
}

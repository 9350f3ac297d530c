package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;

@JsonClassDescription("The Kafka of an environment, and what teams may ask of it.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record KafkaProvider(
        @JsonPropertyDescription("A Kafka that somebody else runs.")
        @Required
        ExternalKafka external,

        @JsonPropertyDescription("What teams may ask of topics.")
        @Default("{}")
        TopicRules topics) {

    public KafkaProvider {
        topics = topics == null ? new TopicRules(null, null, null) : topics;
    }
}

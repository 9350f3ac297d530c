package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.ValidationRule;

@JsonClassDescription("The Kafka of an environment, and what teams may ask of it.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "[has(self.external), has(self.embedded)].exists_one(x, x)",
        message = "exactly one of external and embedded must be given")
public record KafkaProvider(
        @JsonPropertyDescription("A Kafka that somebody else runs. Exactly one of external and embedded.")
        ExternalKafka external,

        @JsonPropertyDescription("One that the operator runs, for development. Exactly one of external and embedded.")
        EmbeddedKafka embedded,

        @JsonPropertyDescription("What teams may ask of topics.")
        @Default("{}")
        TopicRules topics) {

    public KafkaProvider {
        topics = topics == null ? new TopicRules(null, null, null) : topics;
    }
}

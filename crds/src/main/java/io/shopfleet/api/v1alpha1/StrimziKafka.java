package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Quantity;

@JsonClassDescription("A Kafka that Strimzi runs in backendNamespace, with TLS. It outlives the environment: the operator makes and corrects "
        + "the Kafka, the KafkaNodePool and the KafkaUser, and deletes none of them.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record StrimziKafka(
        @JsonPropertyDescription("Number of nodes, each broker and controller. Topics have 3 copies at most, and 1 less may be missing. "
                + "Default: 3.")
        @Default("3")
        @Min(1)
        @Max(15)
        Integer replicas,

        @JsonPropertyDescription("Version of Kafka. Absent: the one that Strimzi takes.")
        @Size(min = 3, max = 16)
        @Pattern("^[0-9]+([.][0-9]+)+$")
        String version,

        @JsonPropertyDescription("Size of the volume of each node, of the cluster's default storage class.")
        @Required
        Quantity storage,

        @JsonPropertyDescription("Processor and memory of each node. Absent: what Strimzi takes.")
        Resources resources) {
}

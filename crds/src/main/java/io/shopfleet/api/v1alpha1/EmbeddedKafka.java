package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;

@JsonClassDescription("A Kafka of one node that the operator runs in backendNamespace. For development: it has no replicas, and "
        + "everything goes over the wire in clear text.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "has(self.storage) ? has(oldSelf.storage) && string(self.storage) == string(oldSelf.storage) "
                + ": !has(oldSelf.storage)",
        message = "storage cannot be changed; make another ShopEnvironment", fieldPath = ".storage")
public record EmbeddedKafka(
        @JsonPropertyDescription("What it runs: Kafka 4, with its scripts under /opt/kafka/bin. Default: apache/kafka:4.3.1.")
        @Default("apache/kafka:4.3.1")
        @Size(min = 1, max = Syntax.IMAGE_LENGTH)
        @Pattern(Syntax.IMAGE)
        String image,

        @JsonPropertyDescription("Size of the volume that keeps its data, of the cluster's default storage class. It cannot be changed "
                + "later, and the volume outlives the environment. Absent: the data are gone with the pod, and what is described "
                + "is made anew, empty, with reason BackendReset.")
        Quantity storage,

        @JsonPropertyDescription("Processor and memory of its pod. The node takes 512 MiB for its heap and half as much for the rest. "
                + "Absent: no requests and no limits.")
        Resources resources) {
}

package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

@JsonClassDescription("A Kafka topic: its shape, who may use it, and what happens to its data.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "self.environment == oldSelf.environment",
        message = "environment cannot be changed; make another ShopTopic", fieldPath = ".environment")
@ValidationRule(value = "has(self.provider) ? has(oldSelf.provider) && self.provider == oldSelf.provider "
                + ": !has(oldSelf.provider)",
        message = "provider cannot be changed; make another ShopTopic", fieldPath = ".provider")
@ValidationRule(value = "has(self.topicName) ? has(oldSelf.topicName) && self.topicName == oldSelf.topicName "
                + ": !has(oldSelf.topicName)",
        message = "topicName cannot be changed; make another ShopTopic", fieldPath = ".topicName")
@ValidationRule(value = "!has(self.config) || self.config.all(k, size(k) <= 100 && k.matches('^[a-z][a-z0-9.]*$'))",
        message = "a key must be the name of a setting of a topic, such as retention.ms", fieldPath = ".config")
@ValidationRule(value = "!has(oldSelf.partitions) || !has(self.partitions) || self.partitions >= oldSelf.partitions",
        message = "partitions can only grow: Kafka cannot take any away", fieldPath = ".partitions")
public record ShopTopicSpec(
        @JsonPropertyDescription("Name of the ShopEnvironment whose Kafka holds the topic. Cannot be changed. Default: default.")
        @Default("default")
        @Size(min = 1, max = Syntax.LABEL)
        @Pattern(Syntax.DNS_LABEL)
        String environment,

        @JsonPropertyDescription("Name of an entry of spec.kafka.additional of the ShopEnvironment: another server than its own. "
                + "Cannot be changed. Absent: that of the environment.")
        @Size(min = 1, max = Syntax.LABEL)
        @Pattern(Syntax.DNS_LABEL)
        String provider,

        @JsonPropertyDescription("Name of the topic in Kafka, after the prefix that the environment gives: letters, digits, '.', '_' "
                + "and '-'. Cannot be changed. Absent: the name of the resource.")
        @Size(min = 1, max = 200)
        @Pattern(Syntax.TOPIC)
        String topicName,

        @JsonPropertyDescription("Number of partitions. More later is possible and changes which partition a key goes to; fewer is "
                + "refused with reason NotSupported. Absent: the broker's default, and whatever there is later.")
        @Min(1)
        @Max(10_000)
        Integer partitions,

        @JsonPropertyDescription("Copies of each partition. Only for a new topic; another number later is refused with reason "
                + "NotSupported. Absent: the broker's default.")
        @Min(1)
        @Max(100)
        Integer replicas,

        @JsonPropertyDescription("Settings of the topic, by Kafka's names, such as retention.ms. The environment says which are allowed. "
                + "A setting that is taken out again goes back to what the broker says. Settings that are not named here and were "
                + "never set by this resource are left alone. At most 64.")
        @Size(max = 64)
        Map<String, @Size(max = 1024) String> config,

        @JsonPropertyDescription("Who of other namespaces may use the topic; services of its own namespace always may. At most 64.")
        @Size(max = 64)
        List<TopicGrant> grants,

        @JsonPropertyDescription("What happens to the topic when this resource is deleted. Retain: it stays, and so does the claim on its "
                + "name. Delete: it is deleted with all its records. Default: Retain.")
        @Default("Retain")
        DeletionPolicy deletionPolicy,

        @JsonPropertyDescription("A topic of this name that exists already. IfUnclaimed: it is taken over, and settings that are named "
                + "here are set. Never: it is left alone, with reason NotOwned. Default: IfUnclaimed.")
        @Default("IfUnclaimed")
        Adoption adoption,

        @JsonPropertyDescription("The topic was deleted or made anew by somebody else. Report: it is reported with reason "
                + "ExternallyDeleted, and left to people. Recreate: it is made again, empty. Default: Report.")
        @Default("Report")
        Loss onLoss) {

    public ShopTopicSpec {
        config = config == null ? Map.of() : config;
        grants = grants == null ? List.of() : grants;
    }
}

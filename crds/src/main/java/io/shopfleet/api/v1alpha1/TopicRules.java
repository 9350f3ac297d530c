package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

@JsonClassDescription("What teams may ask of topics.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TopicRules(
        @JsonPropertyDescription("Put before the name of every topic; {namespace} stands for the namespace of the ShopTopic, and keeps "
                + "teams out of each other's names. Changing it later leaves topics that exist where they are and makes their "
                + "ShopTopics NotSupported. Default: {namespace}.")
        @Default("\"{namespace}.\"")
        @Size(max = 100)
        @Pattern(Syntax.TOPIC_PREFIX)
        String prefix,

        @JsonPropertyDescription("Settings of a topic that teams may set, by Kafka's names. Another one makes the ShopTopic NotSupported. "
                + "Absent: cleanup.policy, retention.ms, retention.bytes, max.message.bytes, compression.type, "
                + "min.compaction.lag.ms, max.compaction.lag.ms, delete.retention.ms, segment.ms, segment.bytes, "
                + "min.insync.replicas and message.timestamp.type. At most 64.")
        @Size(max = 64)
        List<@Size(min = 1, max = 100) @Pattern(Syntax.SETTING) String> allowedConfig,

        @JsonPropertyDescription("Most partitions of one topic, 1 to 10000. Default: 50.")
        @Default("50")
        @Min(1)
        @Max(10_000)
        Integer maxPartitions) {

    public TopicRules {
        prefix = prefix == null ? "{namespace}." : prefix;
        allowedConfig = allowedConfig == null ? List.of() : allowedConfig;
        maxPartitions = maxPartitions == null ? 50 : maxPartitions;
    }
}

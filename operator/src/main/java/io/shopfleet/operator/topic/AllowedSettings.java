package io.shopfleet.operator.topic;

import io.shopfleet.api.v1alpha1.TopicRules;
import java.util.List;

/** Settings of a topic that teams may set. Those that could take a broker down, or reach beyond the topic, are not among them. */
final class AllowedSettings {
    private static final List<String> HARMLESS = List.of(
            "cleanup.policy", "retention.ms", "retention.bytes", "max.message.bytes", "compression.type", "min.compaction.lag.ms",
            "max.compaction.lag.ms", "delete.retention.ms", "segment.ms", "segment.bytes", "min.insync.replicas",
            "message.timestamp.type");

    private AllowedSettings() {}

    static List<String> of(TopicRules rules) {
        return rules.allowedConfig().isEmpty() ? HARMLESS : rules.allowedConfig();
    }
}

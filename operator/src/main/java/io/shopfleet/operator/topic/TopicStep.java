package io.shopfleet.operator.topic;

import io.shopfleet.operator.holding.Step;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/** One change to a topic. */
public sealed interface TopicStep extends Step {
    String topic();

    /** Where a number is absent the broker has one. */
    record Create(String topic, Optional<Integer> partitions, Optional<Integer> replicas, SortedMap<String, String> config)
            implements TopicStep {
        @Override
        public String words() {
            return "created topic " + topic;
        }
    }

    /** Where keys go to changes with it. */
    record Grow(String topic, int partitions) implements TopicStep {
        @Override
        public String words() {
            return "grew topic " + topic + " to " + partitions + " partitions";
        }
    }

    /** Settings that are reset are the broker's business again. */
    record Configure(String topic, SortedMap<String, String> set, SortedSet<String> reset) implements TopicStep {
        @Override
        public String words() {
            return "configured topic " + topic + ": set " + set.keySet() + ", reset " + reset;
        }
    }
}

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

    /** The account can log in with the password that its service has. */
    record OpenAccount(String topic, String account) implements TopicStep {
        @Override
        public String words() {
            return "set the password of account " + account;
        }
    }

    /** @param operations in Kafka's words */
    record Allow(String topic, String account, SortedSet<String> operations) implements TopicStep {
        @Override
        public String words() {
            return "allowed " + account + " to " + operations + " topic " + topic;
        }
    }

    /** Takes back what is allowed too much. */
    record Forbid(String topic, String account, SortedSet<String> operations) implements TopicStep {
        @Override
        public String words() {
            return "no longer allows " + account + " to " + operations + " topic " + topic;
        }
    }

    record AllowGroup(String topic, String account, String group) implements TopicStep {
        @Override
        public String words() {
            return "allowed " + account + " to consume in group " + group;
        }
    }

    /** The account has nothing left to use: nobody can log in with it any more, and it is allowed nothing. */
    record CloseAccount(String topic, String account) implements TopicStep {
        @Override
        public String words() {
            return "closed account " + account;
        }
    }
}

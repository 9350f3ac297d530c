package io.shopfleet.operator.topic;

import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.ShopTopic;
import io.shopfleet.api.v1alpha1.TopicRules;
import java.util.List;

/** What a topic is called in Kafka. */
final class TopicNames {
    /** Kafka's own limit. */
    private static final int LONGEST = 249;

    private TopicNames() {}

    static String of(ShopTopic topic, TopicRules rules) {
        var meta = topic.getMetadata();
        String own = topic.getSpec().topicName();
        return rules.prefix().replace("{namespace}", meta.getNamespace()) + (own == null ? meta.getName() : own);
    }

    static List<Problem> problems(ShopTopic topic, TopicRules rules) {
        String name = of(topic, rules);
        if (name.startsWith("__")) {
            return List.of(problem("names that begin with __ are Kafka's own"));
        }
        if (name.equals(".") || name.equals("..") || !name.matches("[A-Za-z0-9._-]+")) {
            return List.of(problem("Kafka knows no topic of this name"));
        }
        if (name.length() > LONGEST) {
            return List.of(problem("with its prefix the name has " + name.length() + " characters; Kafka takes " + LONGEST));
        }
        return List.of();
    }

    private static Problem problem(String message) {
        return new Problem("spec.topicName", Severity.Error, Reason.InvalidValue, message, "make another ShopTopic with another name");
    }
}

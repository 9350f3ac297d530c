package io.shopfleet.operator.topic;

import io.shopfleet.api.v1alpha1.ClaimKind;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.ShopClaimSpec;
import io.shopfleet.api.v1alpha1.ShopEnvironmentSpec;
import io.shopfleet.api.v1alpha1.ShopTopic;
import io.shopfleet.api.v1alpha1.ShopTopicSpec;
import io.shopfleet.operator.holding.Endpoint;
import io.shopfleet.operator.holding.Kind;
import io.shopfleet.operator.holding.Step;
import io.shopfleet.operator.holding.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Topics of Kafka. */
public final class TopicKind implements Kind<ShopTopic, SeenTopic> {

    @Override
    public ClaimKind claimed() {
        return ClaimKind.Topic;
    }

    @Override
    public String environment(ShopTopic topic) {
        return topic.getSpec().environment();
    }

    @Override
    public Optional<Endpoint> endpoint(ShopEnvironmentSpec environment) {
        return Optional.ofNullable(environment.kafka())
                .map(kafka -> kafka.external())
                .map(kafka -> new Endpoint(kafka.bootstrapServers(), kafka.tls(), kafka.credentialsSecret()));
    }

    @Override
    public String name(ShopTopic topic, ShopEnvironmentSpec environment) {
        return TopicNames.of(topic, environment.kafka().topics());
    }

    @Override
    public Terms terms(ShopTopic topic) {
        ShopTopicSpec spec = topic.getSpec();
        return new Terms(spec.adoption(), spec.deletionPolicy(), spec.onLoss());
    }

    @Override
    public List<Problem> problems(ShopTopic topic, ShopEnvironmentSpec environment) {
        var rules = environment.kafka().topics();
        var problems = new ArrayList<Problem>(TopicNames.problems(topic, rules));
        Integer partitions = topic.getSpec().partitions();
        if (partitions != null && partitions > rules.maxPartitions()) {
            problems.add(problem("spec.partitions", "the environment allows " + rules.maxPartitions() + " partitions at most",
                    "ask for fewer, or have spec.kafka.topics.maxPartitions of the environment raised"));
        }
        topic.getSpec().config().keySet().stream()
                .filter(key -> !AllowedSettings.of(rules).contains(key))
                .sorted()
                .map(key -> problem("spec.config[" + key + "]", "the environment does not let teams set " + key,
                        "leave it out, or have it added to spec.kafka.topics.allowedConfig of the environment"))
                .forEach(problems::add);
        return problems;
    }

    @Override
    public List<Problem> unsupported(ShopTopic topic, Optional<SeenTopic> seen) {
        ShopTopicSpec spec = topic.getSpec();
        return seen.stream()
                .flatMap(there -> Stream.of(
                        unequal(spec.partitions() != null && spec.partitions() < there.partitions(), "spec.partitions",
                                "the topic has " + there.partitions() + " partitions, and Kafka cannot take any away",
                                "ask for " + there.partitions() + " or more, or leave it out"),
                        unequal(spec.replicas() != null && spec.replicas() != there.replicas(), "spec.replicas",
                                "the topic has " + there.replicas() + " replicas, and the operator moves none",
                                "ask for " + there.replicas() + ", or leave it out and move replicas with Kafka's own tools")))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Problem> unequal(boolean holds, String path, String message, String hint) {
        return holds ? Optional.of(problem(path, message, hint)) : Optional.empty();
    }

    private static Problem problem(String path, String message, String hint) {
        return new Problem(path, Severity.Error, Reason.NotSupported, message, hint);
    }

    @Override
    public SortedSet<String> settings(ShopTopic topic) {
        return new TreeSet<>(topic.getSpec().config().keySet());
    }

    @Override
    public List<Step> steps(ShopTopic topic, String name, Optional<SeenTopic> seen, ShopClaimSpec claim) {
        ShopTopicSpec spec = topic.getSpec();
        if (seen.isEmpty()) {
            return List.of(new TopicStep.Create(
                    name, Optional.ofNullable(spec.partitions()), Optional.ofNullable(spec.replicas()), new TreeMap<>(spec.config())));
        }
        var steps = new ArrayList<Step>();
        SeenTopic there = seen.get();
        if (spec.partitions() != null && spec.partitions() > there.partitions()) {
            steps.add(new TopicStep.Grow(name, spec.partitions()));
        }
        var set = new TreeMap<>(spec.config());
        set.entrySet().removeIf(wanted -> wanted.getValue().equals(there.config().get(wanted.getKey())));
        var reset = new TreeSet<>(claim.configured());
        reset.removeAll(spec.config().keySet());
        reset.retainAll(there.config().keySet());
        if (!set.isEmpty() || !reset.isEmpty()) {
            steps.add(new TopicStep.Configure(name, set, reset));
        }
        return steps;
    }
}

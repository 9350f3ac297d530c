package io.shopfleet.operator.topic;

import io.shopfleet.api.v1alpha1.ClaimKind;
import io.shopfleet.api.v1alpha1.Dependency;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.ShopClaimSpec;
import io.shopfleet.api.v1alpha1.ShopEnvironmentSpec;
import io.shopfleet.api.v1alpha1.ShopTopic;
import io.shopfleet.api.v1alpha1.ShopTopicSpec;
import io.shopfleet.api.v1alpha1.TlsMode;
import io.shopfleet.api.v1alpha1.TopicAccess;
import io.shopfleet.operator.consumer.Bound;
import io.shopfleet.operator.consumer.Consumer;
import io.shopfleet.operator.holding.Endpoint;
import io.shopfleet.operator.holding.Kind;
import io.shopfleet.operator.holding.Step;
import io.shopfleet.operator.consumer.Target;
import io.shopfleet.operator.holding.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    public Optional<String> provider(ShopTopic topic) {
        return Optional.ofNullable(topic.getSpec().provider());
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
    public SortedSet<String> settings(ShopTopic topic, List<Consumer> consumers) {
        var settings = new TreeSet<>(topic.getSpec().config().keySet());
        consumers.forEach(consumer -> settings.add(TopicAccounts.mark(consumer)));
        return settings;
    }

    @Override
    public List<Step> steps(
            ShopTopic topic, String name, Optional<SeenTopic> seen, ShopClaimSpec claim, List<Consumer> consumers) {
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
        configure(spec, name, there, claim).ifPresent(steps::add);
        steps.addAll(TopicAccounts.steps(name, there.access(), claim, consumers));
        return steps;
    }

    private static Optional<Step> configure(ShopTopicSpec spec, String name, SeenTopic there, ShopClaimSpec claim) {
        var set = new TreeMap<>(spec.config());
        set.entrySet().removeIf(wanted -> wanted.getValue().equals(there.config().get(wanted.getKey())));
        var reset = new TreeSet<>(claim.configured());
        reset.removeAll(spec.config().keySet());
        reset.retainAll(there.config().keySet());
        return set.isEmpty() && reset.isEmpty() ? Optional.empty() : Optional.of(new TopicStep.Configure(name, set, reset));
    }

    @Override
    public Optional<Target> target(Dependency edge, String namespace) {
        return Optional.ofNullable(edge.topic()).map(topic -> Target.of(topic.namespace(), topic.name(), namespace));
    }

    @Override
    public boolean grants(ShopTopic topic, Dependency edge, String namespace, String service) {
        return topic.getSpec().grants().stream().anyMatch(grant -> grant.namespace().equals(namespace)
                && (grant.service() == null || grant.service().equals(service))
                && grant.access().covers(edge.topic().access()));
    }

    @Override
    public String login(String name, Consumer consumer) {
        return consumer.principal();
    }

    /** A client has one login at a Kafka, whatever topics it uses there. */
    @Override
    public String account(ShopTopic topic) {
        return "kafka-" + topic.getSpec().environment() + provider(topic).map(name -> "." + name).orElse("");
    }

    @Override
    public Bound bound(
            ShopTopic topic, String name, ShopEnvironmentSpec environment, Consumer consumer, Dependency edge, String password) {
        var kafka = environment.kafka().external();
        String servers = String.join(",", kafka.bootstrapServers());
        String protocol = kafka.tls() == TlsMode.None ? "SASL_PLAINTEXT" : "SASL_SSL";
        var facts = new TreeMap<>(Map.of(
                "kind", "topic", "topic", name, "bootstrapServers", servers, "securityProtocol", protocol,
                "saslMechanism", "SCRAM-SHA-512"));
        var files = new TreeMap<>(Map.of(
                "type", "kafka", "provider", "shopfleet", "bootstrap-servers", servers, "security-protocol", protocol,
                "sasl-mechanism", "SCRAM-SHA-512", "username", consumer.principal(), "password", password, "topic", name));
        // The same under the names by which Quarkus looks for it.
        files.putAll(Map.of("securityProtocol", protocol, "saslMechanism", "SCRAM-SHA-512", "user", consumer.principal()));
        if (edge.topic().access().covers(TopicAccess.Read)) {
            facts.put("group", TopicAccounts.group(edge, consumer));
            files.put("group", TopicAccounts.group(edge, consumer));
        }
        return new Bound(facts, files);
    }
}

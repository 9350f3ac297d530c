package io.shopfleet.operator.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.shopfleet.api.v1alpha1.ClaimKind;
import io.shopfleet.api.v1alpha1.ClaimOrigin;
import io.shopfleet.api.v1alpha1.ClaimOwner;
import io.shopfleet.api.v1alpha1.ClaimState;
import io.shopfleet.api.v1alpha1.ShopClaimSpec;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopTopic;
import io.shopfleet.operator.manifest.FieldCase;
import io.shopfleet.operator.manifest.Schema;
import io.shopfleet.operator.manifest.Yaml;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each leaf of the two schemas is changed, alone, and the change must show in what the operator does with the topic. */
@DisplayName("Every field of a topic works")
class EveryTopicFieldTest {
    /** Read where an edge asks for the topic. */
    private static final List<String> OF_EDGES =
            List.of("spec.grants[].access", "spec.grants[].namespace", "spec.grants[].service");

    private static final List<FieldCase> TOPIC = List.of(
            new FieldCase("spec.environment", "other", "environment"),
            new FieldCase("spec.provider", "other", "provider"),
            new FieldCase("spec.topicName", "other", "name"),
            new FieldCase("spec.partitions", "7", "creation"),
            new FieldCase("spec.partitions", "7", "change"),
            new FieldCase("spec.partitions", "2", "unsupported"),
            new FieldCase("spec.partitions", "25", "problems"),
            new FieldCase("spec.replicas", "2", "creation"),
            new FieldCase("spec.replicas", "2", "unsupported"),
            new FieldCase("spec.config", "{retention.ms: '2000'}", "creation"),
            new FieldCase("spec.config", "{retention.ms: '2000'}", "change"),
            new FieldCase("spec.config", "{cleanup.policy: compact}", "settings"),
            new FieldCase("spec.config", "{segment.ms: '2000'}", "problems"),
            new FieldCase("spec.deletionPolicy", "Retain", "terms"),
            new FieldCase("spec.adoption", "Never", "terms"),
            new FieldCase("spec.onLoss", "Recreate", "terms"));

    private static final List<FieldCase> ENVIRONMENT = List.of(
            new FieldCase("spec.kafka.external.bootstrapServers[]", "other:9093", "endpoint"),
            new FieldCase("spec.kafka.external.credentialsSecret", "other", "endpoint"),
            new FieldCase("spec.kafka.external.tls", "None", "endpoint"),
            new FieldCase("spec.kafka.topics.prefix", "other-", "name"),
            new FieldCase("spec.kafka.topics.allowedConfig[]", "segment.ms", "problems"),
            new FieldCase("spec.kafka.topics.maxPartitions", "2", "problems"));

    private static ObjectNode topic() {
        return (ObjectNode) Yaml.tree("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopTopic
                metadata: {name: prices, namespace: shop}
                spec:
                  environment: default
                  provider: archive
                  topicName: price-changes
                  partitions: 3
                  replicas: 1
                  config: {retention.ms: "1000"}
                  deletionPolicy: Delete
                  adoption: IfUnclaimed
                  onLoss: Report
                """);
    }

    private static ObjectNode environment() {
        return (ObjectNode) Yaml.tree("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopEnvironment
                metadata: {name: default}
                spec:
                  allowedNamespaces: {selector: {}}
                  kafka:
                    external: {bootstrapServers: ["kafka:9093"], credentialsSecret: kafka, tls: Verify}
                    topics: {prefix: "{namespace}.", allowedConfig: [retention.ms, cleanup.policy], maxPartitions: 24}
                """);
    }

    @Test
    void noFieldOfATopicIsLeftOut() {
        assertThat(FieldCase.leaves(TOPIC, OF_EDGES)).isEqualTo(Schema.of("ShopTopic").leaves("spec"));
    }

    @Test
    void noFieldOfTheKafkaOfAnEnvironmentIsLeftOut() {
        var ofKafka = Schema.of("ShopEnvironment").leaves("spec");
        ofKafka.removeIf(leaf -> !leaf.startsWith("spec.kafka.") || leaf.startsWith("spec.kafka.embedded.")
                || leaf.startsWith("spec.kafka.strimzi.")
                || leaf.startsWith("spec.kafka.additional[]."));
        assertThat(FieldCase.leaves(ENVIRONMENT, List.of())).isEqualTo(ofKafka);
    }

    @TestFactory
    Stream<DynamicTest> eachFieldOfATopicShows() {
        return TOPIC.stream().map(row ->
                row.test(() -> facts(topic(), environment()), () -> facts(row.changed(topic()), environment())));
    }

    @TestFactory
    Stream<DynamicTest> eachFieldOfTheKafkaOfAnEnvironmentShows() {
        return ENVIRONMENT.stream().map(row ->
                row.test(() -> facts(topic(), environment()), () -> facts(topic(), row.changed(environment()))));
    }

    /** What is there has three partitions, one copy of each, and one setting that the resource once made. */
    private static Map<String, String> facts(ObjectNode topicTree, ObjectNode environmentTree) {
        var kind = new TopicKind();
        ShopTopic topic = Serialization.jsonMapper().convertValue(topicTree, ShopTopic.class);
        var spec = Serialization.jsonMapper().convertValue(environmentTree, ShopEnvironment.class).getSpec();
        var seen = Optional.of(new SeenTopic("id", 3, 1, new TreeMap<>(Map.of("retention.ms", "1000")), SeenAccess.NONE));
        var claim = new ShopClaimSpec(ClaimKind.Topic, "cluster", "shop.price-changes", new ClaimOwner("shop", "prices", "uid"),
                ClaimState.Held, ClaimOrigin.Created, "id", List.of("retention.ms"));
        var facts = new TreeMap<String, String>();
        facts.put("environment", kind.environment(topic));
        facts.put("provider", kind.provider(topic) + " " + kind.account(topic));
        facts.put("endpoint", kind.endpoint(spec).toString());
        facts.put("name", kind.name(topic, spec));
        facts.put("terms", kind.terms(topic).toString());
        facts.put("settings", kind.settings(topic, List.of()).toString());
        facts.put("problems", kind.problems(topic, spec).toString());
        facts.put("creation", kind.steps(topic, "shop.price-changes", Optional.empty(), claim, List.of()).toString());
        facts.put("change", kind.steps(topic, "shop.price-changes", seen, claim, List.of()).toString());
        facts.put("unsupported", kind.unsupported(topic, seen).toString());
        return facts;
    }
}

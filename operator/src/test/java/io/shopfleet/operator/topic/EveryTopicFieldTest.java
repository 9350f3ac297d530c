package io.shopfleet.operator.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.shopfleet.api.v1alpha1.ClaimKind;
import io.shopfleet.api.v1alpha1.ClaimOrigin;
import io.shopfleet.api.v1alpha1.ClaimOwner;
import io.shopfleet.api.v1alpha1.ClaimState;
import io.shopfleet.api.v1alpha1.ShopClaimSpec;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopTopic;
import io.shopfleet.operator.manifest.Schema;
import io.shopfleet.operator.manifest.Yaml;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
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

    private record Row(String leaf, String at, String value, String shows) {}

    private static final List<Row> TOPIC = List.of(
            new Row("spec.environment", "/spec/environment", "other", "environment"),
            new Row("spec.provider", "/spec/provider", "other", "provider"),
            new Row("spec.topicName", "/spec/topicName", "other", "name"),
            new Row("spec.partitions", "/spec/partitions", "7", "creation"),
            new Row("spec.partitions", "/spec/partitions", "7", "change"),
            new Row("spec.partitions", "/spec/partitions", "2", "unsupported"),
            new Row("spec.partitions", "/spec/partitions", "25", "problems"),
            new Row("spec.replicas", "/spec/replicas", "2", "creation"),
            new Row("spec.replicas", "/spec/replicas", "2", "unsupported"),
            new Row("spec.config", "/spec/config", "{retention.ms: '2000'}", "creation"),
            new Row("spec.config", "/spec/config", "{retention.ms: '2000'}", "change"),
            new Row("spec.config", "/spec/config", "{cleanup.policy: compact}", "settings"),
            new Row("spec.config", "/spec/config", "{segment.ms: '2000'}", "problems"),
            new Row("spec.deletionPolicy", "/spec/deletionPolicy", "Retain", "terms"),
            new Row("spec.adoption", "/spec/adoption", "Never", "terms"),
            new Row("spec.onLoss", "/spec/onLoss", "Recreate", "terms"));

    private static final List<Row> ENVIRONMENT = List.of(
            new Row("spec.kafka.external.bootstrapServers[]", "/spec/kafka/external/bootstrapServers/0", "other:9093", "endpoint"),
            new Row("spec.kafka.external.credentialsSecret", "/spec/kafka/external/credentialsSecret", "other", "endpoint"),
            new Row("spec.kafka.external.tls", "/spec/kafka/external/tls", "None", "endpoint"),
            new Row("spec.kafka.topics.prefix", "/spec/kafka/topics/prefix", "other-", "name"),
            new Row("spec.kafka.topics.allowedConfig[]", "/spec/kafka/topics/allowedConfig/0", "segment.ms", "problems"),
            new Row("spec.kafka.topics.maxPartitions", "/spec/kafka/topics/maxPartitions", "2", "problems"));

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
        assertThat(leaves(TOPIC, OF_EDGES)).isEqualTo(Schema.of("ShopTopic").leaves("spec"));
    }

    @Test
    void noFieldOfTheKafkaOfAnEnvironmentIsLeftOut() {
        var ofKafka = Schema.of("ShopEnvironment").leaves("spec");
        ofKafka.removeIf(leaf -> !leaf.startsWith("spec.kafka.") || leaf.startsWith("spec.kafka.embedded.")
                || leaf.startsWith("spec.kafka.strimzi.")
                || leaf.startsWith("spec.kafka.additional[]."));
        assertThat(leaves(ENVIRONMENT, List.of())).isEqualTo(ofKafka);
    }

    private static TreeSet<String> leaves(List<Row> rows, List<String> others) {
        var leaves = new TreeSet<>(others);
        rows.forEach(row -> leaves.add(row.leaf()));
        return leaves;
    }

    @TestFactory
    Stream<DynamicTest> eachFieldOfATopicShows() {
        return TOPIC.stream().map(row -> test(row, () -> facts(changed(topic(), row), environment())));
    }

    @TestFactory
    Stream<DynamicTest> eachFieldOfTheKafkaOfAnEnvironmentShows() {
        return ENVIRONMENT.stream().map(row -> test(row, () -> facts(topic(), changed(environment(), row))));
    }

    private interface Facts {
        Map<String, String> found();
    }

    private static DynamicTest test(Row row, Facts changed) {
        return DynamicTest.dynamicTest(row.leaf() + " in " + row.shows(), () -> {
            Map<String, String> base = facts(topic(), environment());
            assertThat(base).containsKey(row.shows());
            assertThat(changed.found().get(row.shows())).isNotEqualTo(base.get(row.shows()));
        });
    }

    private static ObjectNode changed(ObjectNode tree, Row row) {
        var pointer = JsonPointer.compile(row.at());
        JsonNode parent = tree.at(pointer.head());
        JsonNode value = Yaml.tree(row.value());
        if (parent instanceof ArrayNode items) {
            items.set(pointer.last().getMatchingIndex(), value);
        } else {
            ((ObjectNode) parent).set(pointer.last().getMatchingProperty(), value);
        }
        return tree;
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

package io.shopfleet.operator.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.shopfleet.api.v1alpha1.ClaimKind;
import io.shopfleet.api.v1alpha1.ClaimOrigin;
import io.shopfleet.api.v1alpha1.ClaimOwner;
import io.shopfleet.api.v1alpha1.ClaimState;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.ShopClaimSpec;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopEnvironmentSpec;
import io.shopfleet.api.v1alpha1.ShopTopic;
import io.shopfleet.operator.holding.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicKindTest {
    private final TopicKind kind = new TopicKind();

    private static ShopEnvironmentSpec environment(String rules) {
        return Serialization.unmarshal("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopEnvironment
                metadata: {name: default}
                spec:
                  allowedNamespaces: {selector: {}}
                  kafka: {external: {bootstrapServers: ["kafka:9092"], credentialsSecret: kafka, tls: Verify}, topics: {%s}}
                """.formatted(rules), ShopEnvironment.class).getSpec();
    }

    private static ShopTopic topic(String name, String spec) {
        return Serialization.unmarshal("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopTopic
                metadata: {name: %s, namespace: shop}
                spec: {environment: default, %s}
                """.formatted(name, spec), ShopTopic.class);
    }

    private static ShopClaimSpec claim(String... configured) {
        return new ShopClaimSpec(ClaimKind.Topic, "cluster", "shop.prices", new ClaimOwner("shop", "prices", "uid"),
                ClaimState.Held, ClaimOrigin.Created, "id", List.of(configured));
    }

    private List<Step> steps(String spec, SeenTopic seen, String... configured) {
        return kind.steps(topic("prices", spec), "shop.prices", Optional.ofNullable(seen), claim(configured), List.of());
    }

    private static SeenTopic seen(int partitions, int replicas, Map<String, String> config) {
        return new SeenTopic("id", partitions, replicas, new TreeMap<>(config), SeenAccess.NONE);
    }

    private List<String> paths(String name, String spec, String rules) {
        return kind.problems(topic(name, spec), environment(rules)).stream().map(Problem::path).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "'prefix: \"{namespace}.\"', '',               shop.prices",
        "'prefix: \"{namespace}.\"', 'topicName: a_b', shop.a_b",
        "'prefix: \"\"',             '',               prices",
        "'prefix: \"eu-{namespace}-\"', '',            eu-shop-prices"})
    void aTopicIsCalledByThePrefixOfItsEnvironmentAndItsOwnName(String rules, String spec, String expected) {
        assertThat(kind.name(topic("prices", spec), environment(rules))).isEqualTo(expected);
    }

    @Test
    void namesThatKafkaKeepsForItselfOrDoesNotKnowAreRefused() {
        assertThat(paths("prices", "topicName: __consumer_offsets", "prefix: ''")).containsExactly("spec.topicName");
        assertThat(paths("prices", "topicName: '..'", "prefix: ''")).containsExactly("spec.topicName");
        assertThat(paths("prices", "topicName: '*'", "prefix: ''")).containsExactly("spec.topicName");
        assertThat(paths("prices", "topicName: " + "a".repeat(245), "prefix: '{namespace}.'")).containsExactly("spec.topicName");
        assertThat(paths("prices", "topicName: " + "a".repeat(244), "prefix: '{namespace}.'")).isEmpty();
    }

    @Test
    void morePartitionsThanTheEnvironmentAllowsAreRefused() {
        assertThat(paths("prices", "partitions: 50", "")).isEmpty();
        assertThat(paths("prices", "partitions: 51", "")).containsExactly("spec.partitions");
        assertThat(paths("prices", "partitions: 51", "maxPartitions: 100")).isEmpty();
    }

    @Test
    void settingsThatTheEnvironmentDoesNotAllowAreRefusedByName() {
        String spec = "config: {retention.ms: '1000', leader.replication.throttled.replicas: '*'}";
        assertThat(paths("prices", spec, "")).containsExactly("spec.config[leader.replication.throttled.replicas]");
        assertThat(paths("prices", spec, "allowedConfig: [leader.replication.throttled.replicas]"))
                .containsExactly("spec.config[retention.ms]");
    }

    @Test
    void whatIsNotThereIsMade() {
        assertThat(steps("partitions: 3, config: {retention.ms: '1000'}", null)).containsExactly(new TopicStep.Create(
                "shop.prices", Optional.of(3), Optional.empty(), new TreeMap<>(Map.of("retention.ms", "1000"))));
    }

    @Test
    void whatIsAsItShouldBeIsLeftAlone() {
        assertThat(steps("partitions: 3, replicas: 1, config: {retention.ms: '1000'}",
                seen(3, 1, Map.of("retention.ms", "1000", "segment.ms", "5")), "retention.ms")).isEmpty();
        assertThat(steps("config: {}", seen(9, 3, Map.of()))).isEmpty();
    }

    @Test
    void partitionsGrowAndNeverShrink() {
        assertThat(steps("partitions: 6", seen(3, 1, Map.of()))).containsExactly(new TopicStep.Grow("shop.prices", 6));
        assertThat(steps("partitions: 2, config: {segment.ms: '5'}", seen(3, 1, Map.of()), "segment.ms")).containsExactly(
                new TopicStep.Configure("shop.prices", new TreeMap<>(Map.of("segment.ms", "5")), new TreeSet<>()));
        assertThat(kind.unsupported(topic("prices", "partitions: 2, replicas: 3"), Optional.of(seen(3, 1, Map.of()))))
                .extracting(Problem::path, Problem::reason)
                .containsExactly(
                        tuple("spec.partitions", Reason.NotSupported),
                        tuple("spec.replicas", Reason.NotSupported));
    }

    /** What the resource never set is somebody else's. */
    @Test
    void aSettingThatIsTakenOutGoesBackToTheBrokerAndOthersStay() {
        assertThat(steps("config: {}", seen(3, 1, Map.of("retention.ms", "1000", "segment.ms", "5")), "retention.ms"))
                .containsExactly(new TopicStep.Configure("shop.prices", new TreeMap<>(), new TreeSet<>(List.of("retention.ms"))));
    }

    @Test
    void aSettingThatSomebodyChangedIsPutRight() {
        assertThat(steps("config: {retention.ms: '1000'}", seen(3, 1, Map.of("retention.ms", "7")), "retention.ms"))
                .containsExactly(new TopicStep.Configure(
                        "shop.prices", new TreeMap<>(Map.of("retention.ms", "1000")), new TreeSet<>()));
    }
}

package io.shopfleet.operator.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.shopfleet.api.v1alpha1.ClaimKind;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopEnvironmentSpec;
import io.shopfleet.operator.manifest.FieldCase;
import io.shopfleet.operator.manifest.Schema;
import io.shopfleet.operator.manifest.Yaml;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@DisplayName("One more server of an environment")
class AdditionalTest {
    private static final Map<String, String> OTHER = Map.ofEntries(
            Map.entry("spec.kafka.additional[].name", "other"),
            Map.entry("spec.kafka.additional[].external.bootstrapServers[]", "other:9093"),
            Map.entry("spec.kafka.additional[].external.credentialsSecret", "other"),
            Map.entry("spec.kafka.additional[].external.tls", "None"),
            Map.entry("spec.kafka.additional[].namespaces[]", "other"),
            Map.entry("spec.postgres.additional[].name", "other"),
            Map.entry("spec.postgres.additional[].external.address", "other:5432"),
            Map.entry("spec.postgres.additional[].external.credentialsSecret", "other"),
            Map.entry("spec.postgres.additional[].external.tls", "None"),
            Map.entry("spec.postgres.additional[].namespaces[]", "other"),
            Map.entry("spec.cache.additional[].name", "other"),
            Map.entry("spec.cache.additional[].external.address", "other:6379"),
            Map.entry("spec.cache.additional[].external.credentialsSecret", "other"),
            Map.entry("spec.cache.additional[].external.tls", "None"),
            Map.entry("spec.cache.additional[].namespaces[]", "other"));

    private static ObjectNode environment() {
        return (ObjectNode) Yaml.tree("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopEnvironment
                metadata: {name: default}
                spec:
                  allowedNamespaces: {selector: {}}
                  backendNamespace: backends
                  kafka:
                    embedded: {}
                    additional:
                      - {name: archive, external: {bootstrapServers: ["kafka:9093"], credentialsSecret: kafka, tls: Verify}, namespaces: [reports]}
                    topics: {prefix: "shop."}
                  postgres:
                    external: {address: "postgres:5432", credentialsSecret: postgres, tls: Verify}
                    additional:
                      - {name: archive, external: {address: "old:5432", credentialsSecret: old, tls: Verify}, namespaces: [reports]}
                  cache:
                    external: {address: "redis:6379", credentialsSecret: redis, tls: Verify}
                    additional:
                      - {name: archive, external: {address: "old:6379", credentialsSecret: old, tls: Verify}, namespaces: [reports]}
                """);
    }

    private static ShopEnvironmentSpec spec(ObjectNode environment) {
        return Serialization.jsonMapper().convertValue(environment, ShopEnvironment.class).getSpec();
    }

    private static Optional<ShopEnvironmentSpec> chosen(ClaimKind kind, String provider) {
        return Additional.chosen(spec(environment()), kind, Optional.of(provider));
    }

    @Test
    void isAllThatWhoeverAskedForItSees() {
        ShopEnvironmentSpec seen = chosen(ClaimKind.Topic, "archive").orElseThrow();
        assertThat(seen.kafka().external().bootstrapServers()).containsExactly("kafka:9093");
        assertThat(seen.kafka().embedded()).isNull();
        assertThat(seen.kafka().topics().prefix()).as("the rules are those of the environment").isEqualTo("shop.");
        assertThat(seen.postgres().external().address()).isEqualTo("postgres:5432");
        assertThat(chosen(ClaimKind.Database, "archive").orElseThrow().postgres().external().address()).isEqualTo("old:5432");
        assertThat(chosen(ClaimKind.KeySpace, "archive").orElseThrow().cache().external().address()).isEqualTo("old:6379");
    }

    @Test
    void isNotThereUnderAnotherNameAndNobodyGetsItUnasked() {
        assertThat(chosen(ClaimKind.Topic, "attic")).isEmpty();
        ShopEnvironmentSpec spec = spec(environment());
        assertThat(Additional.chosen(spec, ClaimKind.Topic, Optional.empty())).containsSame(spec);
    }

    @Test
    void isForTheNamespacesItNamesOrForAll() {
        Additional archive = Additional.all(spec(environment()), ClaimKind.Topic).getFirst();
        assertThat(archive.admits("reports")).isTrue();
        assertThat(archive.admits("shop")).isFalse();
        assertThat(new Additional("archive", List.of(), archive.environment()).admits("shop")).isTrue();
    }

    @Test
    void hasNoFieldThatIsLeftOut() {
        var fields = new TreeSet<>(Schema.of("ShopEnvironment").leaves("spec"));
        fields.removeIf(leaf -> !leaf.contains(".additional[]."));
        assertThat(fields).isEqualTo(new TreeSet<>(OTHER.keySet()));
    }

    @TestFactory
    Stream<DynamicTest> showsEachOfItsFields() {
        return OTHER.entrySet().stream().map(field -> DynamicTest.dynamicTest(field.getKey(), () ->
                assertThat(offers(new FieldCase(field.getKey(), field.getValue(), "offers").changed(environment()))).isNotEqualTo(offers(environment()))));
    }

    private static List<List<Additional>> offers(ObjectNode environment) {
        return Stream.of(ClaimKind.values()).map(kind -> Additional.all(spec(environment), kind)).toList();
    }
}

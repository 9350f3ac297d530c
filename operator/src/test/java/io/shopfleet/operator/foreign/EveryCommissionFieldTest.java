package io.shopfleet.operator.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.operator.fleet.CanonicalJson;
import io.shopfleet.operator.manifest.FieldCase;
import io.shopfleet.operator.manifest.Schema;
import io.shopfleet.operator.manifest.Yaml;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each leaf is changed, alone, and the change must show in what the other operator is asked for. */
@DisplayName("Every field of a server that another operator runs works")
class EveryCommissionFieldTest {
    private static final List<FieldCase> ROWS = List.of(
            new FieldCase("spec.kafka.strimzi.replicas", "5", "Kafka KafkaNodePool"),
            new FieldCase("spec.kafka.strimzi.version", "4.2.0", "Kafka"),
            new FieldCase("spec.kafka.strimzi.storage", "9Gi", "KafkaNodePool"),
            new FieldCase("spec.kafka.strimzi.resources.requests.cpu", "9m", "KafkaNodePool"),
            new FieldCase("spec.kafka.strimzi.resources.requests.memory", "9Mi", "KafkaNodePool"),
            new FieldCase("spec.kafka.strimzi.resources.limits.cpu", "9", "KafkaNodePool"),
            new FieldCase("spec.kafka.strimzi.resources.limits.memory", "9Gi", "KafkaNodePool"),
            new FieldCase("spec.postgres.cloudNativePG.instances", "5", "Cluster"),
            new FieldCase("spec.postgres.cloudNativePG.image", "other:1", "Cluster"),
            new FieldCase("spec.postgres.cloudNativePG.storage", "9Gi", "Cluster"),
            new FieldCase("spec.postgres.cloudNativePG.resources.requests.cpu", "9m", "Cluster"),
            new FieldCase("spec.postgres.cloudNativePG.resources.requests.memory", "9Mi", "Cluster"),
            new FieldCase("spec.postgres.cloudNativePG.resources.limits.cpu", "9", "Cluster"),
            new FieldCase("spec.postgres.cloudNativePG.resources.limits.memory", "9Gi", "Cluster"));

    private static ObjectNode environment() {
        return (ObjectNode) Yaml.tree("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopEnvironment
                metadata: {name: default}
                spec:
                  allowedNamespaces: {selector: {}}
                  backendNamespace: backends
                  kafka:
                    strimzi:
                      replicas: 1
                      version: 4.3.0
                      storage: 1Gi
                      resources: {requests: {cpu: 1m, memory: 1Mi}, limits: {cpu: "1", memory: 1Gi}}
                  postgres:
                    cloudNativePG:
                      instances: 1
                      image: some:1
                      storage: 1Gi
                      resources: {requests: {cpu: 1m, memory: 1Mi}, limits: {cpu: "1", memory: 1Gi}}
                """);
    }

    @Test
    void noFieldIsLeftOut() {
        var fields = Schema.of("ShopEnvironment").leaves("spec");
        fields.removeIf(leaf -> !leaf.contains(".strimzi.") && !leaf.contains(".cloudNativePG."));
        assertThat(fields).containsExactlyInAnyOrderElementsOf(ROWS.stream().map(FieldCase::leaf).toList());
    }

    @TestFactory
    Stream<DynamicTest> eachFieldShowsWhereItShouldAndNowhereElse() {
        return ROWS.stream().map(row -> DynamicTest.dynamicTest(row.leaf(), () ->
                assertThat(different(row.changed(environment()))).containsExactly(row.shows().split(" "))));
    }

    @Test
    void theNamespaceShowsInAllObjects() {
        ObjectNode changed = environment();
        ((ObjectNode) changed.get("spec")).put("backendNamespace", "others");
        assertThat(different(changed)).containsExactly("Cluster", "Kafka", "KafkaNodePool", "KafkaUser");
    }

    private static List<String> different(ObjectNode changed) {
        Map<String, String> before = objects(environment());
        return objects(changed).entrySet().stream().filter(now -> !now.getValue().equals(before.get(now.getKey())))
                .map(Map.Entry::getKey).toList();
    }

    private static Map<String, String> objects(ObjectNode environment) {
        var objects = new TreeMap<String, String>();
        Commission.all(Serialization.jsonMapper().convertValue(environment, ShopEnvironment.class)).stream()
                .flatMap(commission -> commission.objects().stream())
                .forEach(object -> objects.put(object.getKind(), CanonicalJson.text(object)));
        return objects;
    }
}

package io.shopfleet.operator.cachespace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.shopfleet.api.v1alpha1.ShopCache;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.operator.manifest.Schema;
import io.shopfleet.operator.manifest.Yaml;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each leaf of the two schemas is changed, alone, and the change must show in what the operator does with the key space. */
@DisplayName("Every field of a cache works")
class EveryCacheFieldTest {
    /** Read where an edge asks for the key space. */
    private static final List<String> OF_EDGES =
            List.of("spec.grants[].access", "spec.grants[].namespace", "spec.grants[].service");

    private record Row(String leaf, String value, String shows) {
        JsonPointer at() {
            return JsonPointer.compile("/" + leaf.replace('.', '/'));
        }
    }

    private static final List<Row> CACHE = List.of(
            new Row("spec.environment", "other", "environment"),
            new Row("spec.provider", "other", "provider"),
            new Row("spec.keySpace", "other", "name"),
            new Row("spec.deletionPolicy", "Retain", "terms"));

    private static final List<Row> ENVIRONMENT = List.of(
            new Row("spec.cache.external.address", "other:6379", "endpoint"),
            new Row("spec.cache.external.credentialsSecret", "other", "endpoint"),
            new Row("spec.cache.external.tls", "None", "endpoint"),
            new Row("spec.cache.keySpaces.prefix", "other-", "name"));

    private static ObjectNode cache() {
        return (ObjectNode) Yaml.tree("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopCache
                metadata: {name: carts, namespace: shop}
                spec: {environment: default, provider: archive, keySpace: carts.v2, deletionPolicy: Delete}
                """);
    }

    private static ObjectNode environment() {
        return (ObjectNode) Yaml.tree("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopEnvironment
                metadata: {name: default}
                spec:
                  allowedNamespaces: {selector: {}}
                  cache:
                    external: {address: "redis:6379", credentialsSecret: redis, tls: Verify}
                    keySpaces: {prefix: "{namespace}."}
                """);
    }

    @Test
    void noFieldOfACacheIsLeftOut() {
        assertThat(leaves(CACHE, OF_EDGES)).isEqualTo(Schema.of("ShopCache").leaves("spec"));
    }

    @Test
    void noFieldOfTheCacheOfAnEnvironmentIsLeftOut() {
        var ofCache = Schema.of("ShopEnvironment").leaves("spec");
        ofCache.removeIf(leaf -> !leaf.startsWith("spec.cache.") || leaf.startsWith("spec.cache.embedded.")
                || leaf.startsWith("spec.cache.additional[]."));
        assertThat(leaves(ENVIRONMENT, List.of())).isEqualTo(ofCache);
    }

    private static TreeSet<String> leaves(List<Row> rows, List<String> others) {
        var leaves = new TreeSet<>(others);
        rows.forEach(row -> leaves.add(row.leaf()));
        return leaves;
    }

    @TestFactory
    Stream<DynamicTest> eachFieldOfACacheShows() {
        return CACHE.stream().map(row -> shows(row, changed(cache(), row), environment()));
    }

    @TestFactory
    Stream<DynamicTest> eachFieldOfTheCacheOfAnEnvironmentShows() {
        return ENVIRONMENT.stream().map(row -> shows(row, cache(), changed(environment(), row)));
    }

    private static DynamicTest shows(Row row, ObjectNode cache, ObjectNode environment) {
        return DynamicTest.dynamicTest(row.leaf() + " in " + row.shows(), () -> {
            Map<String, String> base = facts(cache(), environment());
            assertThat(base).containsKey(row.shows());
            assertThat(facts(cache, environment).get(row.shows())).isNotEqualTo(base.get(row.shows()));
        });
    }

    private static ObjectNode changed(ObjectNode tree, Row row) {
        ((ObjectNode) tree.at(row.at().head())).set(row.at().last().getMatchingProperty(), Yaml.tree(row.value()));
        return tree;
    }

    private static Map<String, String> facts(ObjectNode cacheTree, ObjectNode environmentTree) {
        var kind = new CacheKind();
        ShopCache cache = Serialization.jsonMapper().convertValue(cacheTree, ShopCache.class);
        var spec = Serialization.jsonMapper().convertValue(environmentTree, ShopEnvironment.class).getSpec();
        return Map.of(
                "environment", kind.environment(cache),
                "provider", kind.provider(cache).toString(),
                "endpoint", kind.endpoint(spec).toString(),
                "name", kind.name(cache, spec),
                "terms", kind.terms(cache).toString());
    }
}

package io.shopfleet.operator.cachespace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.shopfleet.api.v1alpha1.ShopCache;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.operator.manifest.FieldCase;
import io.shopfleet.operator.manifest.Schema;
import io.shopfleet.operator.manifest.Yaml;
import java.util.List;
import java.util.Map;
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

    private static final List<FieldCase> CACHE = List.of(
            new FieldCase("spec.environment", "other", "environment"),
            new FieldCase("spec.provider", "other", "provider"),
            new FieldCase("spec.keySpace", "other", "name"),
            new FieldCase("spec.deletionPolicy", "Retain", "terms"));

    private static final List<FieldCase> ENVIRONMENT = List.of(
            new FieldCase("spec.cache.external.address", "other:6379", "endpoint"),
            new FieldCase("spec.cache.external.credentialsSecret", "other", "endpoint"),
            new FieldCase("spec.cache.external.tls", "None", "endpoint"),
            new FieldCase("spec.cache.keySpaces.prefix", "other-", "name"));

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
        assertThat(FieldCase.leaves(CACHE, OF_EDGES)).isEqualTo(Schema.of("ShopCache").leaves("spec"));
    }

    @Test
    void noFieldOfTheCacheOfAnEnvironmentIsLeftOut() {
        var ofCache = Schema.of("ShopEnvironment").leaves("spec");
        ofCache.removeIf(leaf -> !leaf.startsWith("spec.cache.") || leaf.startsWith("spec.cache.embedded.")
                || leaf.startsWith("spec.cache.additional[]."));
        assertThat(FieldCase.leaves(ENVIRONMENT, List.of())).isEqualTo(ofCache);
    }

    @TestFactory
    Stream<DynamicTest> eachFieldOfACacheShows() {
        return CACHE.stream().map(row ->
                row.test(() -> facts(cache(), environment()), () -> facts(row.changed(cache()), environment())));
    }

    @TestFactory
    Stream<DynamicTest> eachFieldOfTheCacheOfAnEnvironmentShows() {
        return ENVIRONMENT.stream().map(row ->
                row.test(() -> facts(cache(), environment()), () -> facts(cache(), row.changed(environment()))));
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

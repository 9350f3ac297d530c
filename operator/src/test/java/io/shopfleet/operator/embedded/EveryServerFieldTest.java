package io.shopfleet.operator.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.operator.fleet.CanonicalJson;
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

/** Each leaf is changed, alone, and the change must show in the StatefulSet of that server; the namespace in all objects. */
@DisplayName("Every field of a server that the operator runs works")
class EveryServerFieldTest {
    private static final Map<String, String> OTHER = Map.of(
            "image", "other:1", "storage", "9Gi", "resources.requests.cpu", "9m", "resources.requests.memory", "9Mi",
            "resources.limits.cpu", "9", "resources.limits.memory", "9Gi");

    private static ObjectNode environment() {
        return (ObjectNode) Yaml.tree("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopEnvironment
                metadata: {name: default, uid: 6d5c}
                spec:
                  allowedNamespaces: {selector: {}}
                  backendNamespace: backends
                  kafka: {embedded: {image: "some:1", storage: 1Gi, resources: {requests: {cpu: 1m, memory: 1Mi}, limits: {cpu: 1, memory: 1Gi}}}}
                  postgres: {embedded: {image: "some:1", storage: 1Gi, resources: {requests: {cpu: 1m, memory: 1Mi}, limits: {cpu: 1, memory: 1Gi}}}}
                  cache: {embedded: {image: "some:1", storage: 1Gi, resources: {requests: {cpu: 1m, memory: 1Mi}, limits: {cpu: 1, memory: 1Gi}}}}
                """);
    }

    @Test
    void noFieldIsLeftOut() {
        var fields = Schema.of("ShopEnvironment").leaves("spec");
        fields.removeIf(leaf -> !leaf.contains(".embedded."));
        assertThat(fields).containsExactlyInAnyOrderElementsOf(servers()
                .flatMap(server -> OTHER.keySet().stream().map(field -> "spec." + server + ".embedded." + field)).toList());
    }

    private static Stream<String> servers() {
        return Stream.of(Server.values()).map(Server::word);
    }

    @TestFactory
    Stream<DynamicTest> eachFieldShowsInThePodsOfItsServerAlone() {
        return servers().flatMap(server -> OTHER.keySet().stream().sorted().map(field ->
                DynamicTest.dynamicTest(server + " " + field, () -> {
                    ObjectNode changed = environment();
                    String parent = ("/spec/" + server + "/embedded/" + field).replace('.', '/');
                    int last = parent.lastIndexOf('/');
                    ((ObjectNode) changed.at(parent.substring(0, last))).put(parent.substring(last + 1), OTHER.get(field));
                    assertThat(different(changed)).containsExactly("StatefulSet default-" + server);
                })));
    }

    @Test
    void theNamespaceShowsInAllObjects() {
        ObjectNode changed = environment();
        ((ObjectNode) changed.get("spec")).put("backendNamespace", "others");
        assertThat(different(changed)).hasSize(12);
    }

    private static List<String> different(ObjectNode changed) {
        Map<String, String> before = objects(environment());
        return objects(changed).entrySet().stream().filter(now -> !now.getValue().equals(before.get(now.getKey())))
                .map(Map.Entry::getKey).toList();
    }

    private static Map<String, String> objects(ObjectNode environment) {
        var objects = new TreeMap<String, String>();
        Wanted.all(Serialization.jsonMapper().convertValue(environment, ShopEnvironment.class)).stream()
                .flatMap(wanted -> new ServerObjects(wanted).all(new Login("admin", "secret")).stream())
                .forEach(object -> objects.put(object.getKind() + " " + object.getMetadata().getName(), CanonicalJson.text(object)));
        return objects;
    }
}

package io.shopfleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits together are no more than the API server takes, neither in bytes nor in the cost of the rules. */
class LargestServiceTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private final Admission admission = new Admission();

    @Test
    void aServiceAtAllItsLimitsIsStored() {
        ObjectNode service = Example.valid("service-everything").object().deepCopy();
        ObjectNode spec = (ObjectNode) service.path("spec");
        many(spec, "ports", 8, i -> JSON.objectNode().put("name", "port-" + i).put("port", 8000 + i));
        spec.withObject("/health").put("port", "port-0");
        many(spec, "command", 32, i -> JSON.textNode(text(1024)));
        many(spec, "args", 64, i -> JSON.textNode(text(1024)));
        many(spec, "env", 64, i -> JSON.objectNode().put("name", "NAME_" + i).put("value", text(4096)));
        many(spec, "files", 16, i -> {
            var file = JSON.objectNode().put("name", "file-" + i).put("mountPath", "/data/" + i + "/" + text(240));
            file.putObject("secret").put("name", text(253));
            return file;
        });
        many(spec, "scratch", 8, i -> JSON.objectNode().put("mountPath", "/scratch/" + i + "/" + text(240)).put("size", "64Mi"));
        many(spec, "dependencies", 32, i -> {
            var edge = JSON.objectNode().put("name", "dependency-" + i);
            edge.putObject("service").put("name", "service-" + i).put("namespace", text(63)).put("minVersion", text(63));
            return edge;
        });
        many(spec, "grants", 64, i -> JSON.objectNode().put("namespace", text(63)).put("service", text(40)));
        entries(spec.withObject("/config"), 128, 4096);
        for (String map : List.of("labels", "annotations", "serviceAccountAnnotations")) {
            entries(spec.withObject("/pod/" + map), 32, map.equals("labels") ? 63 : 1024);
        }
        entries(spec.withObject("/pod/nodeSelector"), 16, 63);

        assertThat(service.toString().length()).isGreaterThan(900_000);
        JsonNode stored = admission.create(service);
        admission.delete(stored);
        assertThat(stored.at("/spec/env")).hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10s", "24h", "1439m60s", "86400s", "1h30m", "0h1m"})
    void aDeadlineFromTenSecondsToADayIsAccepted(String deadline) {
        ObjectNode service = Example.valid("service-everything").object().deepCopy();
        service.withObject("/spec/rollout").put("progressDeadline", deadline);
        assertThat(admission.errors(service)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders:1", "localhost:5000/orders:1", "docker.io/library/orders:1.2.3_rc.1", "a/b/c-d__e:v1",
        "registry.example/shop/orders:2@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"})
    void anUsualImageNameIsAccepted(String image) {
        ObjectNode service = Example.valid("service-smallest").object().deepCopy();
        service.withObject("/spec").put("image", image);
        assertThat(admission.errors(service)).isEmpty();
    }

    private static void many(ObjectNode spec, String field, int count, IntFunction<JsonNode> entry) {
        var list = spec.putArray(field);
        IntStream.range(0, count).mapToObj(entry).forEach(list::add);
    }

    private static void entries(ObjectNode map, int count, int length) {
        map.removeAll();
        IntStream.range(0, count).forEach(i -> map.put("key-" + i, text(length)));
    }

    private static String text(int length) {
        return "x".repeat(length);
    }
}

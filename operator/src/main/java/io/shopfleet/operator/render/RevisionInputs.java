package io.shopfleet.operator.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.generator.annotation.Default;
import io.shopfleet.api.v1alpha1.DatabaseMigration;
import io.shopfleet.api.v1alpha1.ShopEnvironmentSpec;
import io.shopfleet.api.v1alpha1.ShopServiceSpec;
import io.shopfleet.api.v1alpha1.TelemetryMode;
import io.shopfleet.operator.dependency.Contribution;
import io.shopfleet.operator.fleet.CanonicalJson;
import io.shopfleet.operator.fleet.RevisionRecord;
import io.shopfleet.operator.source.Fingerprint;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * What decides whether a revision is new: the fields that shape its pods, with fields at their default left out, so that
 * a default that a later schema adds changes no revision; what the environment and the edges contribute; and the values of
 * the keys of ConfigMaps that the spec names.
 *
 * @param formerly the digest without those values, as renderers made it that did not copy them
 */
record RevisionInputs(String digest, String formerly, String version) {

    /** Fields that shape pods. The others move replicas, rollout and bookkeeping and never make a new revision. */
    private static final List<String> SHAPING = List.of(
            "image", "ports", "resources", "command", "args", "env", "files", "config", "health", "scratch", "pod");

    static RevisionInputs of(
            ShopServiceSpec spec,
            List<Contribution> edges,
            ShopEnvironmentSpec environment,
            SortedMap<String, Fingerprint> copies) {
        ObjectNode all = withoutDefaults((ObjectNode) CanonicalJson.tree(spec), ShopServiceSpec.class);
        ObjectNode inputs = all.retain(SHAPING);
        if (inputs.get("pod") instanceof ObjectNode pod && pod.without("serviceAccountAnnotations").isEmpty()) {
            inputs.remove("pod");
        }
        inputs.put("version", version(spec));
        telemetry(environment).ifPresent(endpoint -> inputs.put("telemetry", endpoint));
        ObjectNode contributed = JsonNodeFactory.instance.objectNode();
        edges.forEach(edge -> contributed.set(
                edge.name(),
                JsonNodeFactory.instance
                        .objectNode()
                        .<ObjectNode>set("env", CanonicalJson.tree(edge.env()))
                        .set("facts", CanonicalJson.tree(edge.facts()))));
        inputs.set("edges", contributed);
        migrations(spec).forEach(migration -> inputs.withArray("/migrations").add(migration));
        String formerly = CanonicalJson.digest(inputs);
        if (!copies.isEmpty()) {
            ObjectNode digests = inputs.putObject("copies");
            copies.forEach((key, copy) -> digests.put(key, copy.digest()));
        }
        return new RevisionInputs(CanonicalJson.digest(inputs), formerly, version(spec));
    }

    private static Stream<ObjectNode> migrations(ShopServiceSpec spec) {
        return spec.dependencies().stream()
                .flatMap(edge -> Stream.ofNullable(edge.database()))
                .flatMap(database -> Stream.ofNullable(database.migration()))
                .map(migration -> withoutDefaults((ObjectNode) CanonicalJson.tree(migration), DatabaseMigration.class));
    }

    static Optional<String> telemetry(ShopEnvironmentSpec environment) {
        return Optional.ofNullable(environment.telemetry())
                .filter(telemetry -> telemetry.mode() == TelemetryMode.Otlp)
                .map(telemetry -> telemetry.endpoint());
    }

    /** The version given, else the image's tag; the schema refuses an image with neither. */
    private static String version(ShopServiceSpec spec) {
        if (spec.version() != null) {
            return spec.version();
        }
        String name = spec.image().replaceFirst("@.*", "");
        return name.substring(name.lastIndexOf(':') + 1);
    }

    /** What an older renderer recorded without copies goes on as it is, whatever its ConfigMaps hold now. */
    boolean describe(RevisionRecord record) {
        boolean copying = record.renderer().equals(PodTemplate.COPYING_RENDERER);
        return record.inputs().equals(copying ? digest : formerly);
    }

    /** The name of a revision: what goes into it, and what rendered it. */
    String revision(String renderer) {
        return CanonicalJson.digest(List.of(digest, renderer)).substring(0, 10);
    }

    static ObjectNode withoutDefaults(ObjectNode node, Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            JsonNode value = node.get(component.getName());
            if (value == null) {
                continue;
            }
            prune(value, component.getGenericType());
            boolean empty = value.isContainerNode() && value.isEmpty();
            if (value.isNull() || empty || value.asText().equals(defaultOf(type, component))) {
                node.remove(component.getName());
            }
        }
        return node;
    }

    private static void prune(JsonNode value, Type type) {
        if (value instanceof ObjectNode object && type instanceof Class<?> record && record.isRecord()) {
            withoutDefaults(object, record);
        }
        if (value instanceof ArrayNode items && type instanceof ParameterizedType list) {
            items.forEach(item -> prune(item, list.getActualTypeArguments()[0]));
        }
    }

    private static String defaultOf(Class<?> type, RecordComponent component) {
        try {
            Default annotation = type.getDeclaredField(component.getName()).getAnnotation(Default.class);
            return annotation == null ? null : annotation.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("a record has a field for each component", e);
        }
    }
}

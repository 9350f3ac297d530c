package io.shopfleet.operator.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The committed schema of a kind: its defaults, filled in as the API server does, and its leaves. */
public final class Schema {
    private static final ObjectMapper YAML = new YAMLMapper();

    private static final Map<String, Schema> READ = new ConcurrentHashMap<>();

    private final JsonNode root;
    private final SchemaCheck check;

    private Schema(JsonNode root) {
        this.root = root;
        this.check = new SchemaCheck(root);
    }

    public static Schema of(String kind) {
        return READ.computeIfAbsent(kind, Schema::read);
    }

    private static Schema read(String kind) {
        String file = "/io/shopfleet/crds/" + kind.toLowerCase(Locale.ROOT) + "s.shopfleet.io.yaml";
        try (InputStream stream = Schema.class.getResourceAsStream(file)) {
            JsonNode crd = YAML.readTree(Objects.requireNonNull(stream, file));
            return new Schema(crd.at("/spec/versions/0/schema/openAPIV3Schema"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ObjectNode withDefaults(ObjectNode object) {
        fill(object, root);
        return object;
    }

    /** What the API server would refuse in an object that has its defaults. */
    List<SchemaCheck.Fault> faults(ObjectNode object) {
        return check.faults(object);
    }

    private static void fill(JsonNode value, JsonNode schema) {
        if (value instanceof ObjectNode object) {
            schema.path("properties").properties().forEach(property -> {
                JsonNode standard = property.getValue().path("default");
                if (!standard.isMissingNode() && !object.has(property.getKey())) {
                    object.set(property.getKey(), standard.deepCopy());
                }
                if (object.has(property.getKey())) {
                    fill(object.get(property.getKey()), property.getValue());
                }
            });
        }
        if (value.isArray()) {
            value.forEach(item -> fill(item, schema.path("items")));
        }
    }

    /** Paths of all leaves below a field, such as {@code spec.ports[].protocol}; a map is one leaf. */
    public SortedSet<String> leaves(String field) {
        var leaves = new TreeSet<String>();
        collect(root.path("properties").path(field), field, leaves);
        return leaves;
    }

    private static void collect(JsonNode schema, String path, SortedSet<String> leaves) {
        if (schema.path("properties").size() > 0) {
            schema.get("properties").properties()
                    .forEach(property -> collect(property.getValue(), path + "." + property.getKey(), leaves));
        } else if (schema.path("type").asText().equals("array")) {
            collect(schema.get("items"), path + "[]", leaves);
        } else {
            leaves.add(path);
        }
    }
}

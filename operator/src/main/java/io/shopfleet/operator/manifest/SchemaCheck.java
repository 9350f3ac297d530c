package io.shopfleet.operator.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What in an object breaks the schema of its kind, as the API server finds it: types and bounds by a library, and the
 * rules of Kubernetes that JSON Schema does not know: unknown fields, items of one key, expressions.
 */
final class SchemaCheck {

    /**
     * A field and what is wrong with it.
     *
     * @param near a field of a similar name, where this one is unknown
     */
    record Fault(String path, String message, Optional<String> near) {
        static final Comparator<Fault> ORDER = Comparator.comparing(Fault::path).thenComparing(Fault::message);

        Fault(String path, String message) {
            this(path, message, Optional.empty());
        }
    }

    private static final SchemaValidatorsConfig PLAIN = SchemaValidatorsConfig.builder()
            .locale(Locale.ROOT)
            .pathType(PathType.JSON_PATH)
            .build();

    private final JsonNode root;
    private final JsonSchema structure;

    SchemaCheck(JsonNode root) {
        this.root = root;
        this.structure = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(plain(root.deepCopy()), PLAIN);
    }

    /** Without Kubernetes' own words, each of which the library would warn of. */
    private static JsonNode plain(JsonNode schema) {
        if (schema instanceof ObjectNode object) {
            object.properties().removeIf(field -> field.getKey().startsWith("x-kubernetes-"));
        }
        schema.forEach(SchemaCheck::plain);
        return schema;
    }

    /** In the order of their paths. The expressions look only at what has the right shape, as on the server. */
    List<Fault> faults(ObjectNode object) {
        var faults = new ArrayList<Fault>();
        structure.validate(object).forEach(message -> faults.add(fault(message)));
        compare(object, root, "", faults);
        if (faults.isEmpty()) {
            SchemaRules.collect(object, root, "", faults);
        }
        return faults.stream().distinct().sorted(Fault.ORDER).toList();
    }

    /** What is missing is named where it should be, as the server does. */
    private static Fault fault(ValidationMessage message) {
        String path = message.getInstanceLocation().toString().replaceFirst("^\\$\\.?", "");
        return message.getType().equals("required")
                ? new Fault(path.isEmpty() ? message.getProperty() : path + "." + message.getProperty(), "is required")
                : new Fault(path, message.getError());
    }

    private static void compare(JsonNode value, JsonNode schema, String path, List<Fault> faults) {
        if (value instanceof ObjectNode object && schema.has("properties")) {
            object.properties().forEach(field -> {
                JsonNode known = schema.get("properties").get(field.getKey());
                String at = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                if (known != null) {
                    compare(field.getValue(), known, at, faults);
                } else if (!open(path, field.getKey(), schema)) {
                    faults.add(new Fault(at, "unknown field", Likeness.nearest(field.getKey(), schema.get("properties").fieldNames())));
                }
            });
        }
        if (value.isArray()) {
            duplicates(value, schema, path, faults);
            for (int i = 0; i < value.size(); i++) {
                compare(value.get(i), schema.path("items"), path + "[" + i + "]", faults);
            }
        }
    }

    /** The schema says little of what every object has. */
    private static boolean open(String path, String field, JsonNode schema) {
        return path.equals("metadata")
                || path.isEmpty() && List.of("apiVersion", "kind", "metadata").contains(field)
                || schema.path("x-kubernetes-preserve-unknown-fields").asBoolean();
    }

    private static void duplicates(JsonNode items, JsonNode schema, String path, List<Fault> faults) {
        String type = schema.path("x-kubernetes-list-type").asText();
        var seen = new HashSet<JsonNode>();
        for (int i = 0; i < items.size(); i++) {
            JsonNode key = items.get(i);
            if (type.equals("map") && key instanceof ObjectNode object) {
                var names = new ArrayList<String>();
                schema.get("x-kubernetes-list-map-keys").forEach(name -> names.add(name.asText()));
                key = object.deepCopy().retain(names);
            }
            if ((type.equals("map") || type.equals("set")) && !seen.add(key)) {
                faults.add(new Fault(path + "[" + i + "]", "there is another item with " + key));
            }
        }
    }
}

package io.shopfleet.api;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The schema of what users write, level by level: "spec.env[].name" leads to the schema of that field. */
final class Schemas {
    private Schemas() {
    }

    static CustomResourceDefinition definition(String kind) {
        String plural = kind.toLowerCase(Locale.ROOT) + "s";
        InputStream yaml = Schemas.class.getResourceAsStream("/io/shopfleet/crds/" + plural + ".shopfleet.io.yaml");
        return Serialization.unmarshal(yaml, CustomResourceDefinition.class);
    }

    /** The root is the empty path. Status is left out: users do not write it. */
    static Map<String, JSONSchemaProps> of(String kind) {
        JSONSchemaProps root = definition(kind).getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
        var levels = new LinkedHashMap<String, JSONSchemaProps>();
        levels.put("", root);
        walk("metadata", root.getProperties().get("metadata"), levels);
        walk("spec", root.getProperties().get("spec"), levels);
        return levels;
    }

    private static void walk(String path, JSONSchemaProps schema, Map<String, JSONSchemaProps> levels) {
        levels.put(path, schema);
        if (schema.getProperties() != null) {
            schema.getProperties().forEach((name, property) -> walk(path + "." + name, property, levels));
        }
        if (schema.getItems() != null) {
            walk(path + "[]", schema.getItems().getSchema(), levels);
        }
        if (schema.getAdditionalProperties() != null) {
            walk(path + ".{}", schema.getAdditionalProperties().getSchema(), levels);
        }
    }
}

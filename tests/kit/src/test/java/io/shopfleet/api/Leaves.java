package io.shopfleet.api;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Every value of a document, at every level. */
final class Leaves {
    /**
     * @param pointer where the value is in the document
     * @param path how the server writes that place: spec.env[0].name
     * @param parent how it writes the place around it
     */
    record Leaf(JsonPointer pointer, String path, String parent, JsonNode value) {
        /** The place in the schema: spec.env[].name. */
        String schemaPath() {
            return path.replaceAll("\\[[0-9]+]", "[]");
        }

        /** The place in the schema if this is the value of a map: spec.config.{}. */
        String mapPath() {
            return parent.replaceAll("\\[[0-9]+]", "[]") + ".{}";
        }
    }

    private final List<Leaf> leaves = new ArrayList<>();

    private Leaves() {
    }

    static List<Leaf> of(JsonNode document) {
        var all = new Leaves();
        all.walk(JsonPointer.empty(), "", "", document);
        return all.leaves;
    }

    private void walk(JsonPointer pointer, String path, String parent, JsonNode node) {
        leaves.add(new Leaf(pointer, path, parent, node));
        if (node.isObject()) {
            node.properties().forEach(field -> walk(pointer.appendProperty(field.getKey()),
                    path.isEmpty() ? field.getKey() : path + "." + field.getKey(), path, field.getValue()));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            walk(pointer.appendIndex(i), path + "[" + i + "]", path, node.get(i));
        }
    }
}

package io.shopfleet.operator.preview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shopfleet.operator.preview.Preview.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** A tree as its single values by path; items of a list go by their name where they have one. */
final class Leaves {
    private Leaves() {}

    static SortedMap<String, String> of(JsonNode tree) {
        var leaves = new TreeMap<String, String>();
        collect(tree, "", leaves);
        return leaves;
    }

    private static void collect(JsonNode node, String path, SortedMap<String, String> leaves) {
        if (node instanceof ObjectNode object && !object.isEmpty()) {
            object.properties().forEach(field ->
                    collect(field.getValue(), path.isEmpty() ? field.getKey() : path + "." + field.getKey(), leaves));
        } else if (node instanceof ArrayNode items && !items.isEmpty()) {
            for (int i = 0; i < items.size(); i++) {
                String name = items.get(i).path("name").asText();
                collect(items.get(i), path + "[" + (name.isEmpty() ? Integer.toString(i) : name) + "]", leaves);
            }
        } else if (!node.isNull() && !node.isMissingNode()) {
            leaves.put(path, node.isContainerNode() ? "" : node.asText());
        }
    }

    static List<Difference> differences(SortedMap<String, String> before, SortedMap<String, String> after) {
        var all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        var differences = new ArrayList<Difference>();
        all.stream()
                .filter(what -> !Objects.equals(before.get(what), after.get(what)))
                .forEach(what -> differences.add(new Difference(what, before.get(what), after.get(what))));
        return List.copyOf(differences);
    }
}

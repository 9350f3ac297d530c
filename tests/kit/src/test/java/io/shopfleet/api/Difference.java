package io.shopfleet.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The places in which two documents differ: a changed value, or a field or entry that only one of them has. */
final class Difference {
    private final List<String> places = new ArrayList<>();

    private Difference() {
    }

    static List<String> between(JsonNode one, JsonNode other) {
        var difference = new Difference();
        difference.compare("", one, other);
        return difference.places;
    }

    private void compare(String path, JsonNode one, JsonNode other) {
        if (one instanceof ObjectNode && other instanceof ObjectNode) {
            var names = new TreeSet<String>();
            one.fieldNames().forEachRemaining(names::add);
            other.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(path + "." + name, one.get(name), other.get(name)));
        } else if (one instanceof ArrayNode && other instanceof ArrayNode) {
            for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
                compare(path + "[" + i + "]", one.get(i), other.get(i));
            }
        } else if (one == null || !one.equals(other)) {
            places.add(path);
        }
    }
}

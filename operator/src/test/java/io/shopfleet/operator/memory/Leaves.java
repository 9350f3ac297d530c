package io.shopfleet.operator.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The fields of an object one by one, and who owns each under server-side apply. A selector is one field. So is a list here: the
 * real server merges some of them item by item, which the tests on a real server cover.
 */
final class Leaves {
    private static final Comparator<List<String>> ORDER =
            (one, other) -> Arrays.compare(one.toArray(String[]::new), other.toArray(String[]::new));
    private static final List<String> SELECTOR = List.of("spec", "selector");
    private static final Set<String> IDENTITY = Set.of("apiVersion", "kind", "status");
    private static final Set<String> SYSTEM =
            Set.of("name", "namespace", "uid", "resourceVersion", "generation", "managedFields");

    private Leaves() {}

    /** Path and value of everything that may be owned. */
    static Map<List<String>, JsonNode> of(ObjectNode object) {
        var leaves = new TreeMap<List<String>, JsonNode>(ORDER);
        object.properties().forEach(field -> {
            if (!IDENTITY.contains(field.getKey())) {
                collect(List.of(field.getKey()), field.getValue(), leaves);
            }
        });
        leaves.keySet().removeIf(path -> path.getFirst().equals("metadata") && SYSTEM.contains(path.get(1)));
        return leaves;
    }

    private static void collect(List<String> path, JsonNode value, Map<List<String>, JsonNode> leaves) {
        if (value instanceof ObjectNode object && !object.isEmpty() && !path.equals(SELECTOR)) {
            object.properties().forEach(field -> {
                var below = new ArrayList<>(path);
                below.add(field.getKey());
                collect(List.copyOf(below), field.getValue(), leaves);
            });
        } else if (!value.isNull()) {
            leaves.put(path, value);
        }
    }

    static void put(ObjectNode object, List<String> path, JsonNode value) {
        ObjectNode node = object;
        for (String step : path.subList(0, path.size() - 1)) {
            node = node.get(step) instanceof ObjectNode below ? below : node.putObject(step);
        }
        node.set(path.getLast(), value);
    }

    /** An object that loses its last field goes too. */
    static void remove(ObjectNode object, List<String> path) {
        var way = new ArrayList<>(List.of(object));
        for (String step : path.subList(0, path.size() - 1)) {
            if (!(way.getLast().get(step) instanceof ObjectNode below)) {
                return;
            }
            way.add(below);
        }
        for (int depth = path.size() - 1; depth >= 0; depth--) {
            way.get(depth).remove(path.get(depth));
            if (!way.get(depth).isEmpty()) {
                return;
            }
        }
    }

    static TreeSet<List<String>> set() {
        return new TreeSet<>(ORDER);
    }

    /** The list that the server shows in metadata.managedFields. */
    static List<ManagedFieldsEntry> entries(Map<String, TreeSet<List<String>>> owners) {
        return owners.entrySet().stream()
                .filter(owner -> !owner.getValue().isEmpty())
                .map(owner -> new ManagedFieldsEntryBuilder()
                        .withManager(owner.getKey())
                        .withOperation("Apply")
                        .withFieldsType("FieldsV1")
                        .withFieldsV1(fields(owner.getValue()))
                        .build())
                .toList();
    }

    private static FieldsV1 fields(Set<List<String>> paths) {
        var tree = new LinkedHashMap<String, Object>();
        paths.forEach(path -> add(tree, path.iterator()));
        var fields = new FieldsV1();
        tree.forEach(fields::setAdditionalProperty);
        return fields;
    }

    @SuppressWarnings("unchecked")
    private static void add(Map<String, Object> tree, Iterator<String> path) {
        var below = (Map<String, Object>) tree.computeIfAbsent("f:" + path.next(), name -> new LinkedHashMap<>());
        if (path.hasNext()) {
            add(below, path);
        }
    }

    static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }
}

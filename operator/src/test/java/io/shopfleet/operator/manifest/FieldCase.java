package io.shopfleet.operator.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.DynamicTest;

/**
 * One leaf of a schema, for a test in which every one has to show.
 *
 * @param leaf as the schema names it; of a list its first item is changed
 * @param value in YAML, which it does not have before
 * @param shows what has to change with it
 */
public record FieldCase(String leaf, String value, String shows) {

    /** @param others leaves that show somewhere else */
    public static TreeSet<String> leaves(Collection<FieldCase> cases, Collection<String> others) {
        var leaves = new TreeSet<>(others);
        cases.forEach(one -> leaves.add(one.leaf()));
        return leaves;
    }

    public ObjectNode changed(ObjectNode tree) {
        var pointer = JsonPointer.compile("/" + leaf.replace("[]", "/0").replace('.', '/'));
        JsonNode parent = tree.at(pointer.head());
        if (parent instanceof ArrayNode items) {
            items.set(pointer.last().getMatchingIndex(), Yaml.tree(value));
        } else {
            ((ObjectNode) parent).set(pointer.last().getMatchingProperty(), Yaml.tree(value));
        }
        return tree;
    }

    /** Facts are told before and after the change, by name. */
    public DynamicTest test(Supplier<Map<String, String>> before, Supplier<Map<String, String>> after) {
        return DynamicTest.dynamicTest(leaf + " in " + shows, () -> {
            Map<String, String> base = before.get();
            assertThat(base).containsKey(shows);
            assertThat(after.get().get(shows)).isNotEqualTo(base.get(shows));
        });
    }
}

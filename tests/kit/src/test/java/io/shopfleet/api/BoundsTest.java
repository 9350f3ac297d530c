package io.shopfleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every limit of the schema, exceeded by one on the real API server: no limit is only on paper. */
class BoundsTest {
    private final Admission admission = new Admission();
    private final List<DynamicTest> cases = new ArrayList<>();

    @TestFactory
    Stream<DynamicTest> oneBeyondALimitIsRefusedAtThatField() {
        Stream.of("service-everything", "environment-everything environment-embedded environment-additional environment-provided", "topic-everything",
                        "database-everything", "cache-everything")
                .forEach(names -> exceedAll(Stream.of(names.split(" ")).map(Example::valid).map(Example::object).toList()));
        assertThat(cases).hasSizeGreaterThan(100);
        return cases.stream();
    }

    /** Several examples of one kind where fields exclude each other. */
    private void exceedAll(List<JsonNode> documents) {
        Map<String, JSONSchemaProps> schemas = Schemas.of(documents.getFirst().path("kind").asText());
        Set<String> seen = new HashSet<>();
        for (JsonNode document : documents) {
            for (Leaves.Leaf leaf : Leaves.of(document)) {
                String path = schemas.containsKey(leaf.schemaPath()) ? leaf.schemaPath() : leaf.mapPath();
                if (path.startsWith("spec.") && schemas.containsKey(path) && seen.add(path)) {
                    exceed(document, leaf, schemas.get(path));
                }
            }
        }
        assertThat(schemas.keySet()).filteredOn(path -> path.startsWith("spec.")).isSubsetOf(seen);
    }

    @Test
    void aMegabyteInOneVariableIsRefusedAtThatField() {
        ObjectNode service = Example.valid("service-typical").object().deepCopy();
        ((ObjectNode) service.at("/spec/env/0")).put("value", "x".repeat(1_000_000));
        assertThat(admission.errors(service)).containsExactly("spec.env[0].value: Too long: may not be more than 4096 bytes");
    }

    private void exceed(JsonNode document, Leaves.Leaf leaf, JSONSchemaProps schema) {
        if (leaf.value().isInt() && schema.getMaximum() != null) {
            exceedNumber(document, leaf, schema.getMinimum().longValue(), schema.getMaximum().longValue());
        }
        if (schema.getMaxLength() != null) {
            String text = leaf.value().asText();
            String longer = text + "a".repeat(schema.getMaxLength().intValue() + 1 - text.length());
            refuse(document, leaf, TextNode.valueOf(longer), "Too long: may not be more than " + schema.getMaxLength() + " bytes");
        }
        if (schema.getPattern() != null) {
            String spaces = " ".repeat(schema.getMinLength() == null ? 1 : schema.getMinLength().intValue());
            refuse(document, leaf, TextNode.valueOf(spaces), "Invalid value: \"" + spaces + "\": " + leaf.path()
                    + " in body should match '" + schema.getPattern() + "'");
        }
        if (schema.getMaxItems() != null) {
            ArrayNode more = leaf.value().deepCopy();
            while (more.size() <= schema.getMaxItems()) {
                more.add(more.get(0).deepCopy());
            }
            refuse(document, leaf, more, tooMany(more.size()));
        }
        if (schema.getMaxProperties() != null) {
            ObjectNode more = leaf.value().deepCopy();
            for (int i = 0; more.size() <= schema.getMaxProperties(); i++) {
                more.put("key-" + i, "a");
            }
            refuse(document, leaf, more, tooMany(more.size()));
        }
    }

    private void exceedNumber(JsonNode document, Leaves.Leaf leaf, long least, long most) {
        refuse(document, leaf, LongNode.valueOf(most + 1), "Invalid value: " + (most + 1) + ": " + leaf.path()
                + " in body should be less than or equal to " + most);
        refuse(document, leaf, LongNode.valueOf(least - 1), "Invalid value: " + (least - 1) + ": " + leaf.path()
                + " in body should be greater than or equal to " + least);
    }

    private static String tooMany(int size) {
        return "Too many: " + size + ": must have at most " + (size - 1) + " items";
    }

    private void refuse(JsonNode document, Leaves.Leaf leaf, JsonNode replacement, String message) {
        String error = leaf.path() + ": " + message;
        cases.add(DynamicTest.dynamicTest(error.length() > 120 ? error.substring(0, 120) : error, () -> {
            ObjectNode changed = document.deepCopy();
            JsonNode parent = changed.at(leaf.pointer().head());
            if (parent instanceof ObjectNode object) {
                object.set(leaf.pointer().last().getMatchingProperty(), replacement);
            } else {
                ((ArrayNode) parent).set(leaf.pointer().last().getMatchingIndex(), replacement);
            }
            assertThat(admission.errors(changed)).contains(error);
        }));
    }
}

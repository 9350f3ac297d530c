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
        for (String name : List.of("service-everything", "environment-everything")) {
            JsonNode document = Example.valid(name).object();
            Map<String, JSONSchemaProps> schemas = Schemas.of(document.path("kind").asText());
            Set<String> seen = new HashSet<>();
            for (Leaves.Leaf leaf : Leaves.of(document)) {
                String path = schemas.containsKey(leaf.schemaPath()) ? leaf.schemaPath() : leaf.mapPath();
                if (path.startsWith("spec.") && schemas.containsKey(path) && seen.add(path)) {
                    exceed(document, leaf, schemas.get(path));
                }
            }
            assertThat(schemas.keySet()).filteredOn(path -> path.startsWith("spec.")).isSubsetOf(seen);
        }
        assertThat(cases).hasSizeGreaterThan(100);
        return cases.stream();
    }

    @Test
    void aMegabyteInOneVariableIsRefusedAtThatField() {
        ObjectNode service = Example.valid("service-typical").object().deepCopy();
        ((ObjectNode) service.at("/spec/env/0")).put("value", "x".repeat(1_000_000));
        assertThat(admission.errors(service)).containsExactly("spec.env[0].value: Too long: may not be more than 4096 bytes");
    }

    private void exceed(JsonNode document, Leaves.Leaf leaf, JSONSchemaProps schema) {
        JsonNode value = leaf.value();
        String invalid = leaf.path() + ": Invalid value: ";
        if (value.isInt() && schema.getMaximum() != null) {
            refuse(document, leaf, LongNode.valueOf(schema.getMaximum().longValue() + 1),
                    invalid + (schema.getMaximum().longValue() + 1) + ": " + leaf.path() + " in body should be less than or equal to "
                            + schema.getMaximum().longValue());
            refuse(document, leaf, LongNode.valueOf(schema.getMinimum().longValue() - 1),
                    invalid + (schema.getMinimum().longValue() - 1) + ": " + leaf.path() + " in body should be greater than or equal to "
                            + schema.getMinimum().longValue());
        }
        if (schema.getMaxLength() != null) {
            String longer = value.asText() + "a".repeat(schema.getMaxLength().intValue() + 1 - value.asText().length());
            refuse(document, leaf, TextNode.valueOf(longer), leaf.path() + ": Too long: may not be more than " + schema.getMaxLength() + " bytes");
        }
        if (schema.getPattern() != null) {
            String spaces = " ".repeat(schema.getMinLength() == null ? 1 : schema.getMinLength().intValue());
            refuse(document, leaf, TextNode.valueOf(spaces),
                    invalid + "\"" + spaces + "\": " + leaf.path() + " in body should match '" + schema.getPattern() + "'");
        }
        if (schema.getMaxItems() != null) {
            ArrayNode more = value.deepCopy();
            while (more.size() <= schema.getMaxItems()) {
                more.add(more.get(0).deepCopy());
            }
            refuse(document, leaf, more, leaf.path() + ": Too many: " + more.size() + ": must have at most " + schema.getMaxItems() + " items");
        }
        if (schema.getMaxProperties() != null) {
            ObjectNode more = value.deepCopy();
            for (int i = 0; more.size() <= schema.getMaxProperties(); i++) {
                more.put("key-" + i, "a");
            }
            refuse(document, leaf, more, leaf.path() + ": Too many: " + more.size() + ": must have at most " + schema.getMaxProperties() + " items");
        }
    }

    private void refuse(JsonNode document, Leaves.Leaf leaf, JsonNode replacement, String error) {
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

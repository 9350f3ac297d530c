package io.shopfleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No rule without an example that breaks it. Rules of changes have tests of their own. */
class ExampleCoverageTest {

    @ParameterizedTest
    @ValueSource(strings = {"ShopService", "ShopEnvironment", "ShopTopic", "ShopDatabase", "ShopCache"})
    void everyRuleEnumRequiredFieldAndUniqueKeyHasAnInvalidExample(String kind) {
        List<String> expected = new ArrayList<>();
        Schemas.of(kind).forEach((path, schema) -> expected.addAll(refusals(path, schema)));
        List<String> shown = Example.all("invalid").stream()
                .filter(example -> example.object().path("kind").asText().equals(kind))
                .map(example -> example.error().replaceAll("\\[[0-9]+]", "[]")).toList();
        assertThat(expected).hasSizeGreaterThan(3);
        assertThat(expected).as("refusals without an example")
                .filteredOn(refusal -> shown.stream().noneMatch(error -> error.startsWith(refusal))).isEmpty();
    }

    /** Two where fields exclude each other. */
    @ParameterizedTest
    @ValueSource(strings = {"service-everything", "environment-everything environment-embedded environment-additional environment-provided", "topic-everything",
        "database-everything", "cache-everything"})
    void theExampleOfEverythingHasEveryField(String names) {
        List<Example> everything = Stream.of(names.split(" ")).map(Example::valid).toList();
        var present = new TreeSet<String>();
        everything.forEach(example -> Leaves.of(example.object()).forEach(leaf -> present.add(leaf.schemaPath())));
        Map<String, JSONSchemaProps> levels = Schemas.of(everything.getFirst().object().path("kind").asText());
        assertThat(levels.keySet()).filteredOn(path -> path.startsWith("spec.") && !path.endsWith(".{}"))
                .isSubsetOf(present);
    }

    private static List<String> refusals(String path, JSONSchemaProps schema) {
        var refusals = new ArrayList<String>();
        schema.getXKubernetesValidations().stream().filter(rule -> !rule.getRule().contains("oldSelf")).forEach(rule -> {
            String field = rule.getFieldPath() == null ? path : (path + rule.getFieldPath()).replaceFirst("^[.]", "");
            refusals.add(field + ": Invalid value: " + rule.getMessage());
        });
        if (!schema.getEnum().isEmpty()) {
            refusals.add(path + ": Unsupported value:");
        }
        schema.getRequired().forEach(name -> refusals.add((path + "." + name).replaceFirst("^[.]", "") + ": Required value"));
        if ("map".equals(schema.getXKubernetesListType())) {
            refusals.add(path + "[]: Duplicate value:");
        }
        return refusals;
    }
}

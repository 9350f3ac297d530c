package io.shopfleet.crds;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.shopfleet.api.v1alpha1.ExternalStatus;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.ShopCacheSpec;
import io.shopfleet.api.v1alpha1.ShopClaimSpec;
import io.shopfleet.api.v1alpha1.ShopDatabaseSpec;
import io.shopfleet.api.v1alpha1.ShopEnvironmentSpec;
import io.shopfleet.api.v1alpha1.ShopEnvironmentStatus;
import io.shopfleet.api.v1alpha1.ShopServiceSpec;
import io.shopfleet.api.v1alpha1.ShopServiceStatus;
import io.shopfleet.api.v1alpha1.ShopTopicSpec;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** The schemas bound whatever the server lets in, at least as tightly as the Java types that read it. */
class SchemaTest {
    private record Node(JSONSchemaProps schema, Type type) {
    }

    private final Map<String, Node> nodes = allNodes();

    @Test
    void theWalkSeesEveryLevel() {
        assertThat(nodes).containsKeys("ShopService.spec.env[].secretKeyRef.key", "ShopService.status.conditions[].lastTransitionTime",
                "ShopService.spec.pod.labels{}", "ShopEnvironment.spec.allowedNamespaces.selector.matchExpressions[].values[]");
    }

    @Test
    void everyWholeNumberHasBothLimitsAndFitsItsJavaType() {
        forAll("integer", (path, node) -> {
            assertThat(node.schema().getMinimum()).as(path + " minimum").isNotNull().isNotNegative();
            double most = node.type() == Integer.class ? Integer.MAX_VALUE : 9007199254740991d;
            assertThat(node.schema().getMaximum()).as(path + " maximum").isNotNull().isLessThanOrEqualTo(most);
            assertThat(node.schema().getFormat()).as(path + " format").isEqualTo(node.type() == Integer.class ? "int32" : "int64");
        });
    }

    @Test
    void everyStringIsBounded() {
        forAll("string", (path, node) -> {
            JSONSchemaProps schema = node.schema();
            boolean words = schema.getEnum() != null && !schema.getEnum().isEmpty();
            assertThat(words || schema.getMaxLength() != null || "date-time".equals(schema.getFormat())).as(path).isTrue();
        });
    }

    @Test
    void everyListAndMapIsBounded() {
        forAll("array", (path, node) -> {
            assertThat(node.schema().getMaxItems()).as(path).isNotNull();
            assertThat(node.schema().getXKubernetesListType()).as(path).isIn("map", "atomic");
        });
        forAll("object", (path, node) -> {
            if (node.schema().getAdditionalProperties() != null) {
                assertThat(node.schema().getMaxProperties()).as(path).isNotNull();
            }
        });
    }

    @Test
    void everyQuantityHasAPattern() {
        assertThat(nodes.entrySet()).filteredOn(e -> e.getValue().type() == Quantity.class).hasSize(34).allSatisfy(e -> {
            assertThat(e.getValue().schema().getXKubernetesIntOrString()).as(e.getKey()).isTrue();
            assertThat(e.getValue().schema().getPattern()).as(e.getKey()).isNotNull();
            assertThat(e.getValue().schema().getMinimum()).as(e.getKey()).isZero();
        });
    }

    @Test
    void everyEnumListsTheJavaConstantsAndHasADefaultOrIsRequiredOrInStatus() {
        nodes.forEach((path, node) -> {
            if (node.type() instanceof Class<?> type && type.isEnum() && type != Reason.class) {
                List<String> constants = Arrays.stream(type.getEnumConstants()).map(Object::toString).sorted().toList();
                assertThat(node.schema().getEnum()).as(path).extracting(word -> word.asText()).containsExactlyElementsOf(constants);
                assertThat(path.contains(".status") || hasValue(path)).as(path + " always has a value").isTrue();
            }
        });
    }

    @Test
    void reasonsAreOpenInTheSchemaSoThatAnOlderClientReadsANewerStatus() {
        assertThat(nodes.values()).filteredOn(node -> node.type() == Reason.class).hasSize(7).allSatisfy(node -> {
            assertThat(node.schema().getEnum()).isNullOrEmpty();
            assertThat(node.schema().getPattern()).isEqualTo("^[A-Z][A-Za-z]*$");
        });
        assertThat(Reason.values()).allSatisfy(reason -> {
            assertThat(reason.name()).matches("^[A-Z][A-Za-z]*$").hasSizeLessThanOrEqualTo(64);
            assertThat(reason.meaning()).endsWith(".");
        });
    }

    @Test
    void everyFieldHasADescription() {
        nodes.forEach((path, node) -> {
            boolean plainItem = (path.endsWith("[]") || path.endsWith("{}")) && !"object".equals(node.schema().getType());
            assertThat(plainItem || node.schema().getDescription() != null).as(path).isTrue();
        });
    }

    /** The generator writes a rule on a record component twice, which server-side apply refuses: rules belong on types. */
    @Test
    void noRuleIsWrittenTwiceAndEachHasAMessage() {
        nodes.forEach((path, node) -> {
            List<ValidationRule> rules = node.schema().getXKubernetesValidations();
            assertThat(rules.stream().map(ValidationRule::getRule)).as(path).doesNotHaveDuplicates();
            assertThat(rules).as(path).allSatisfy(rule -> assertThat(rule.getMessage()).isNotBlank());
        });
    }

    /** Or the server refuses the schema. */
    @Test
    void mapListsRequireTheirKeys() {
        forAll("array", (path, node) -> {
            if ("map".equals(node.schema().getXKubernetesListType())) {
                assertThat(node.schema().getItems().getSchema().getRequired()).as(path)
                        .containsAll(node.schema().getXKubernetesListMapKeys());
            }
        });
    }

    private boolean hasValue(String path) {
        JSONSchemaProps schema = nodes.get(path).schema();
        int dot = path.lastIndexOf('.');
        JSONSchemaProps parent = nodes.get(path.substring(0, dot)).schema();
        boolean required = parent.getRequired() != null && parent.getRequired().contains(path.substring(dot + 1));
        return required || schema.getDefault() != null;
    }

    private void forAll(String type, BiConsumer<String, Node> check) {
        var found = nodes.entrySet().stream().filter(e -> type.equals(e.getValue().schema().getType())).toList();
        assertThat(found).isNotEmpty();
        found.forEach(e -> check.accept(e.getKey(), e.getValue()));
    }

    private static Map<String, Node> allNodes() {
        Map<String, List<Type>> parts = Map.of("ShopEnvironment", List.of(ShopEnvironmentSpec.class, ShopEnvironmentStatus.class),
                "ShopService", List.of(ShopServiceSpec.class, ShopServiceStatus.class),
                "ShopTopic", List.of(ShopTopicSpec.class, ExternalStatus.class),
                "ShopDatabase", List.of(ShopDatabaseSpec.class, ExternalStatus.class),
                "ShopCache", List.of(ShopCacheSpec.class, ExternalStatus.class),
                "ShopClaim", List.of(ShopClaimSpec.class));
        var nodes = new LinkedHashMap<String, Node>();
        GeneratedFiles.definitions().forEach(crd -> {
            String kind = crd.getSpec().getNames().getKind();
            JSONSchemaProps root = crd.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
            nodes.put(kind, new Node(root, HasMetadata.class));
            walk(kind + ".spec", root.getProperties().get("spec"), parts.get(kind).getFirst(), nodes);
            if (parts.get(kind).size() == 2) {
                walk(kind + ".status", root.getProperties().get("status"), parts.get(kind).getLast(), nodes);
            }
        });
        return nodes;
    }

    private static void walk(String path, JSONSchemaProps schema, Type type, Map<String, Node> nodes) {
        nodes.put(path, new Node(schema, type));
        var types = new LinkedHashMap<String, Type>();
        if (type instanceof Class<?> record && record.isRecord()) {
            for (RecordComponent component : record.getRecordComponents()) {
                types.put(component.getName(), component.getGenericType());
            }
            assertThat(schema.getProperties().keySet()).as(path).containsExactlyInAnyOrderElementsOf(new ArrayList<>(types.keySet()));
        }
        if (schema.getProperties() != null) {
            schema.getProperties().forEach((name, property) ->
                    walk(path + "." + name, property, types.getOrDefault(name, Long.class), nodes));
        }
        if (type instanceof ParameterizedType generic) {
            Type inner = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            boolean list = schema.getItems() != null;
            walk(path + (list ? "[]" : "{}"), list ? schema.getItems().getSchema() : schema.getAdditionalProperties().getSchema(),
                    inner, nodes);
        }
    }
}

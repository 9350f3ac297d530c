package io.shopfleet.crds;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The reference page of one kind: a table of its fields, and the rules that tie fields together. */
final class ReferencePage {
    private final CustomResourceDefinition crd;
    private final List<String> rows = new ArrayList<>();
    private final List<String> rules = new ArrayList<>();

    ReferencePage(CustomResourceDefinition crd) {
        this.crd = crd;
    }

    String markdown() {
        var names = crd.getSpec().getNames();
        CustomResourceDefinitionVersion version = crd.getSpec().getVersions().getFirst();
        JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
        rulesOf("", root);
        String spec = table("spec", root);
        String status = root.getProperties().containsKey("status") ? "\n## status\n" + table("status", root) : "";
        return """
                <!-- Made from the Java types in crds/src/main; change those, then run: %s -->
                # %s

                %s

                `apiVersion: %s/%s` · scope: %s · `kubectl get %s` (short `%s`, category `%s`) · columns: %s · \
                `metadata.name`: %s

                ## spec
                %s
                ## Rules between fields
                %s
                %s""".formatted(GeneratedFiles.COMMAND, names.getKind(), root.getDescription(), crd.getSpec().getGroup(),
                version.getName(), crd.getSpec().getScope(), names.getPlural(), names.getShortNames().getFirst(),
                names.getCategories().getFirst(),
                version.getAdditionalPrinterColumns().stream().map(c -> c.getName()).collect(Collectors.joining(", ")),
                limits(root.getProperties().get("metadata").getProperties().get("name")), spec,
                rules.isEmpty() ? "None." : String.join("\n", rules), status);
    }

    private String table(String part, JSONSchemaProps root) {
        rows.clear();
        fields(part, root.getProperties().get(part));
        return """

                | field | type | default | meaning | limits |
                | --- | --- | --- | --- | --- |
                %s
                """.formatted(String.join("\n", rows));
    }

    private void fields(String path, JSONSchemaProps object) {
        rulesOf(path, object);
        for (Map.Entry<String, JSONSchemaProps> entry : object.getProperties().entrySet()) {
            JSONSchemaProps field = entry.getValue();
            String name = path + "." + entry.getKey();
            boolean required = object.getRequired() != null && object.getRequired().contains(entry.getKey());
            rows.add("| `%s` | %s | %s | %s | %s |".formatted(name, type(field), required ? "required" : value(field.getDefault()),
                    cell(field.getDescription()), cell(limits(field))));
            below(name, field);
        }
    }

    private void below(String name, JSONSchemaProps field) {
        if ("object".equals(field.getType()) && field.getAdditionalProperties() == null) {
            fields(name, field);
        } else if ("array".equals(field.getType()) && "object".equals(field.getItems().getSchema().getType())) {
            fields(name + "[]", field.getItems().getSchema());
        }
    }

    private void rulesOf(String path, JSONSchemaProps schema) {
        schema.getXKubernetesValidations().forEach(rule -> {
            String field = rule.getFieldPath() == null ? "" : rule.getFieldPath();
            rules.add("- `%s`: %s.".formatted((path + field).replaceFirst("^[.]", ""), rule.getMessage()));
        });
    }

    private static String type(JSONSchemaProps field) {
        if (Boolean.TRUE.equals(field.getXKubernetesIntOrString())) {
            return "quantity";
        }
        if ("array".equals(field.getType())) {
            return "list of " + type(field.getItems().getSchema());
        }
        if (field.getAdditionalProperties() != null) {
            return "map of " + type(field.getAdditionalProperties().getSchema());
        }
        return "date-time".equals(field.getFormat()) ? "time" : field.getType();
    }

    private static String limits(JSONSchemaProps field) {
        var limits = new ArrayList<String>();
        if (field.getEnum() != null && !field.getEnum().isEmpty()) {
            limits.add(field.getEnum().stream().map(JsonNode::asText).collect(Collectors.joining(", ")));
        }
        range(limits, "", field.getMinimum() == null ? null : field.getMinimum().longValue(),
                field.getMaximum() == null ? null : field.getMaximum().longValue());
        range(limits, " long", field.getMinLength(), field.getMaxLength());
        range(limits, " entries", field.getMinItems(), field.getMaxItems());
        range(limits, " entries", field.getMinProperties(), field.getMaxProperties());
        if (field.getXKubernetesListMapKeys() != null && !field.getXKubernetesListMapKeys().isEmpty()) {
            limits.add("unique by " + String.join(", ", field.getXKubernetesListMapKeys()));
        }
        if (field.getPattern() != null) {
            limits.add("`" + field.getPattern() + "`");
        }
        JSONSchemaProps each = field.getItems() != null ? field.getItems().getSchema()
                : field.getAdditionalProperties() != null ? field.getAdditionalProperties().getSchema() : null;
        if (each != null && "string".equals(each.getType())) {
            limits.add("each " + limits(each));
        }
        return String.join("; ", limits);
    }

    private static void range(List<String> limits, String unit, Long least, Long most) {
        if (most != null && most.equals(least)) {
            limits.add(most + unit);
        } else if (most != null) {
            limits.add(least == null ? "up to " + most + unit : least + " to " + most + unit);
        } else if (least != null) {
            limits.add("at least " + least + unit);
        }
    }

    private static String value(JsonNode value) {
        return value == null || value.isNull() ? "–" : "`" + (value.isTextual() ? value.asText() : value.toString()) + "`";
    }

    /** A vertical bar would end the cell, even inside code. */
    private static String cell(String text) {
        return text == null ? "" : text.replace("|", "\\|");
    }
}

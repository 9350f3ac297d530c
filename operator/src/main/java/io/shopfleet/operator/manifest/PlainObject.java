package io.shopfleet.operator.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Namespaces, Secrets and ConfigMaps, as far as a mistake in them would mislead a plan. No message repeats a value. */
final class PlainObject {
    private static final Set<String> COMMON = Set.of("apiVersion", "kind", "metadata", "immutable");
    private static final Map<String, Set<String>> FIELDS = Map.of(
            "Namespace", Set.of("spec"),
            "Secret", Set.of("data", "stringData", "type"),
            "ConfigMap", Set.of("data", "binaryData"));

    /** Which base64 may be folded by. */
    private static final String LINE_ENDS = "[\r\n]";

    private final Document document;
    private final List<Finding> findings;

    private PlainObject(Document document, List<Finding> findings) {
        this.document = document;
        this.findings = findings;
    }

    /** Adds what is wrong, and writes the text of a Secret as the server stores it. */
    static boolean sound(Document document, ObjectNode stored, List<Finding> findings) {
        int before = findings.size();
        var check = new PlainObject(document, findings);
        stored.fieldNames().forEachRemaining(check::known);
        List.of("data", "stringData", "binaryData").forEach(field -> check.texts(field, stored.path(field)));
        if (findings.size() == before && document.kind().equals("Secret")) {
            unfold(stored.withObject("/data"));
            encode(stored);
        }
        if (findings.size() == before && stored.get("binaryData") instanceof ObjectNode binary) {
            unfold(binary);
        }
        return findings.size() == before;
    }

    private void known(String field) {
        Set<String> own = FIELDS.get(document.kind());
        if (!COMMON.contains(field) && !own.contains(field)) {
            refuse(field, "unknown field", Likeness.nearest(field, own.stream().sorted().iterator())
                    .map(near -> "did you mean " + near + "?")
                    .orElse("take it out"));
        }
    }

    private void texts(String field, JsonNode values) {
        if (!values.isMissingNode() && !values.isObject()) {
            refuse(field, "is no map", "write one line <key>: <value> for each key");
        }
        boolean encoded = field.equals("binaryData") || field.equals("data") && document.kind().equals("Secret");
        values.properties().forEach(value -> {
            String path = field + "." + value.getKey();
            if (!value.getValue().isTextual()) {
                refuse(path, "is no text", "put it in quotes");
            } else if (encoded && !decodes(value.getValue().asText())) {
                refuse(path, "is not base64", document.kind().equals("Secret") ? "write plain text under stringData" : "encode it");
            }
        });
    }

    private static boolean decodes(String text) {
        try {
            Base64.getDecoder().decode(text.replaceAll(LINE_ENDS, ""));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void unfold(ObjectNode values) {
        values.properties().forEach(value -> value.setValue(TextNode.valueOf(value.getValue().asText().replaceAll(LINE_ENDS, ""))));
    }

    private static void encode(ObjectNode secret) {
        ObjectNode data = secret.withObject("/data");
        secret.path("stringData").properties().forEach(value -> data.put(value.getKey(), value.getValue().asText().getBytes(UTF_8)));
        secret.remove("stringData");
    }

    private void refuse(String path, String message, String cure) {
        findings.add(document.finding(path, message, cure));
    }
}

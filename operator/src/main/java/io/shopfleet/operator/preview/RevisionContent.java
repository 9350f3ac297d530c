package io.shopfleet.operator.preview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shopfleet.operator.fleet.CanonicalJson;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.fleet.RevisionRecord;
import io.shopfleet.operator.preview.Preview.Difference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a recorded revision says, in the words of the spec, so that two of them can be told apart by more than their names. */
public final class RevisionContent {
    private static final Map<String, String> TELEMETRY = Map.of(
            "OTEL_EXPORTER_OTLP_ENDPOINT", "telemetry endpoint",
            "OTEL_SDK_DISABLED", "telemetry off");

    private final RevisionRecord record;
    private final SortedMap<String, String> facts = new TreeMap<>();

    private RevisionContent(RevisionRecord record) {
        this.record = record;
    }

    /** Why pods of the one revision cannot be pods of the other. */
    public static List<Difference> differences(RevisionRecord before, RevisionRecord after) {
        boolean read = before.whole() && after.whole();
        List<Difference> differences = Leaves.differences(of(before, read), of(after, read));
        String less = read ? "the order of items in a list" : "values of ConfigMaps";
        return differences.isEmpty() ? List.of(Difference.of(less)) : differences;
    }

    private static SortedMap<String, String> of(RevisionRecord record, boolean read) {
        var content = new RevisionContent(record);
        content.facts.put("image", record.image());
        content.facts.put("version", record.version());
        content.config(CanonicalJson.read(record.config(), JsonNode.class));
        if (read) {
            content.copies(CanonicalJson.read(record.copies(), JsonNode.class));
        }
        CanonicalJson.read(record.ports(), JsonNode.class).forEach(port -> content.facts.put(
                "port " + port.path("name").asText(), port.path("port").asText() + " " + port.path("protocol").asText()));
        content.template((ObjectNode) CanonicalJson.read(record.template().replace(record.revision(), "REVISION"), JsonNode.class));
        return content.facts;
    }

    private void config(JsonNode document) {
        document.path("config").properties()
                .forEach(entry -> facts.put("config " + entry.getKey(), entry.getValue().asText()));
        document.path("dependencies").properties().forEach(edge -> Leaves.of(edge.getValue())
                .forEach((fact, value) -> facts.put("dependency " + edge.getKey() + " " + fact, value)));
    }

    /** Values of ConfigMaps, as text where they are some. */
    private void copies(JsonNode copies) {
        copies.properties().forEach(copy -> {
            int at = copy.getKey().indexOf('_');
            byte[] bytes = Base64.getDecoder().decode(copy.getValue().asText());
            String text = new String(bytes, StandardCharsets.UTF_8);
            facts.put(
                    "ConfigMap " + copy.getKey().substring(0, at) + ", key " + copy.getKey().substring(at + 1),
                    Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes) ? text : "binary, " + CanonicalJson.digest(copy.getValue()));
        });
    }

    /** The container's image and ports are told already, and the marks of a revision say nothing new. */
    private void template(ObjectNode template) {
        ObjectNode container = (ObjectNode) template.at("/spec/containers/0");
        container.remove(List.of("image", "ports"));
        if (container.remove("env") instanceof ArrayNode variables) {
            variables.forEach(this::variable);
        }
        if (template.at("/metadata/labels") instanceof ObjectNode labels) {
            labels.remove(List.of(Marks.VERSION, Marks.REVISION));
        }
        Leaves.of(template).forEach((path, value) -> facts.put(path.replaceFirst("^spec[.]containers\\[app][.]", ""), value));
    }

    private void variable(JsonNode variable) {
        String name = variable.path("name").asText();
        if (!name.startsWith("SHOPFLEET_")) {
            String value = variable.has("valueFrom")
                    ? referred(variable.get("valueFrom"))
                    : variable.path("value").asText().replace("service.version=" + record.version(), "service.version=VERSION");
            facts.put(TELEMETRY.getOrDefault(name, "env " + name), value);
        }
    }

    private static String referred(JsonNode source) {
        var words = new ArrayList<String>();
        source.properties().forEach(kind -> words.add((kind.getKey().startsWith("secret") ? "Secret " : "ConfigMap ")
                + kind.getValue().path("name").asText() + ", key " + kind.getValue().path("key").asText()));
        return String.join(" ", words);
    }
}

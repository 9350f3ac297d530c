package io.shopfleet.operator.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.shopfleet.operator.cluster.watch.LenientReading;
import io.shopfleet.operator.fleet.CanonicalJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** YAML in and out. Resources are read as the operator reads them: with schema defaults, and leniently. */
public final class Yaml {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            // The server refuses a field that is given twice.
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES, YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER, YAMLGenerator.Feature.SPLIT_LINES)
            .build();
    private static final ObjectMapper LENIENT = LenientReading.configure(new ObjectMapper());

    private Yaml() {}

    public static List<ObjectNode> documents(Path file) {
        try (var reader = Files.newBufferedReader(file)) {
            return Stream.of(YAML.readerFor(JsonNode.class).readValues(reader).readAll().toArray())
                    .filter(ObjectNode.class::isInstance)
                    .map(ObjectNode.class::cast)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One document; missing where the text holds nothing but comments. */
    static JsonNode document(String text) throws JsonProcessingException {
        return YAML.readTree(text);
    }

    /** A resource as a person writes it, with the defaults that the server fills in. */
    public static <T extends HasMetadata> T resource(String text, Class<T> type) {
        try {
            return resource((ObjectNode) YAML.readTree(text), type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    public static <T extends HasMetadata> T resource(ObjectNode document, Class<T> type) {
        boolean ours = document.path("apiVersion").asText().startsWith("shopfleet.io/");
        ObjectNode whole = ours ? Schema.of(type.getSimpleName()).withDefaults(document.deepCopy()) : document;
        try {
            return LENIENT.treeToValue(whole, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a " + type.getSimpleName() + ": " + document, e);
        }
    }

    /** All resources of one kind among many. */
    public static <T extends HasMetadata> List<T> resources(List<ObjectNode> documents, Class<T> type) {
        return documents.stream()
                .filter(document -> document.path("kind").asText().equals(type.getSimpleName()))
                .map(document -> resource(document, type))
                .toList();
    }

    public static JsonNode tree(String text) {
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    public static String text(Object value) {
        try {
            return YAML.writeValueAsString(value instanceof JsonNode ? value : CanonicalJson.tree(value));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}

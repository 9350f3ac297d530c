package io.shopfleet.operator.cluster.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.shopfleet.operator.fleet.CanonicalJson;
import io.shopfleet.operator.fleet.Marks;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of an object that the operator owns, as one digest. The server keeps a list of every manager's fields; an object
 * matches what is wanted when the fields on that list, and no others, have the wanted values. So a foreign edit of an owned
 * field shows, since it takes the field off the list, and a foreign field does not.
 */
public final class OwnedFields {
    private static final ObjectMapper JSON = new ObjectMapper();

    private OwnedFields() {}

    /** What a cache keeps of an object's owners: annotations that never reach the server. */
    public static Map<String, String> marks(HasMetadata object) {
        return owns(object, FieldManager.Scale, "/f:spec/f:replicas")
                ? Map.of(Marks.OBSERVED_DIGEST, observed(object), Marks.SCALED, "true")
                : Map.of(Marks.OBSERVED_DIGEST, observed(object));
    }

    private static boolean owns(HasMetadata object, FieldManager manager, String field) {
        return entry(object, manager)
                .filter(entry -> !CanonicalJson.tree(entry.getFieldsV1()).at(field).isMissingNode())
                .isPresent();
    }

    /** Who, other than the operator, wrote the object last, whatever of it. */
    public static Optional<String> lastChangedBy(HasMetadata object) {
        return object.getMetadata().getManagedFields().stream()
                .filter(entry -> entry.getTime() != null && isOfWholeObject(entry))
                .filter(entry -> Arrays.stream(FieldManager.values()).noneMatch(own -> own.id().equals(entry.getManager())))
                .max(Comparator.comparing(ManagedFieldsEntry::getTime))
                .map(ManagedFieldsEntry::getManager);
    }

    /** Digest of what the server says the operator owns; empty text when it owns nothing. */
    public static String observed(HasMetadata object) {
        return owned(object).map(OwnedFields::digest).orElse("");
    }

    /** What the server says the operator owns, as it was sent but for the identity; empty when it owns nothing. */
    public static Optional<ObjectNode> owned(HasMetadata object) {
        return entry(object, FieldManager.Template)
                .map(entry -> (ObjectNode) keep(CanonicalJson.tree(object), CanonicalJson.tree(entry.getFieldsV1())));
    }

    /** Digest of an object about to be sent. */
    public static String wanted(HasMetadata object) {
        ObjectNode tree = (ObjectNode) CanonicalJson.tree(object);
        tree.remove(List.of("apiVersion", "kind", "status"));
        ((ObjectNode) tree.get("metadata")).remove(List.of("name", "namespace"));
        return digest(tree);
    }

    private static String digest(ObjectNode owned) {
        if (owned.at("/metadata/annotations") instanceof ObjectNode annotations) {
            annotations.remove(Marks.APPLIED);
        }
        return CanonicalJson.digest(withoutEmpty(owned));
    }

    private static Optional<ManagedFieldsEntry> entry(HasMetadata object, FieldManager manager) {
        return object.getMetadata().getManagedFields().stream()
                .filter(entry -> manager.id().equals(entry.getManager())
                        && "Apply".equals(entry.getOperation())
                        && isOfWholeObject(entry))
                .findFirst();
    }

    private static boolean isOfWholeObject(ManagedFieldsEntry entry) {
        return entry.getSubresource() == null || entry.getSubresource().isEmpty();
    }

    /** The fields of a node that the list names: {@code f:} fields, {@code k:} and {@code v:} items; an empty list means all. */
    private static JsonNode keep(JsonNode node, JsonNode fields) {
        if (fields.isEmpty()) {
            return node;
        }
        return node instanceof ArrayNode items ? keepItems(items, fields) : keepFields(node, fields);
    }

    private static JsonNode keepFields(JsonNode node, JsonNode fields) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        fields.properties().forEach(field -> {
            if (field.getKey().startsWith("f:")) {
                String name = field.getKey().substring(2);
                JsonNode value = node.get(name);
                if (value != null) {
                    kept.set(name, keep(value, field.getValue()));
                }
            }
        });
        return kept;
    }

    private static JsonNode keepItems(ArrayNode items, JsonNode fields) {
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        items.forEach(item -> fields.properties().stream()
                .filter(field -> names(field.getKey(), item))
                .findFirst()
                .ifPresent(field -> kept.add(keep(item, field.getValue()))));
        return kept;
    }

    private static boolean names(String selector, JsonNode item) {
        if (selector.length() < 2 || selector.charAt(1) != ':') {
            return false;
        }
        JsonNode wanted = parse(selector.substring(2));
        return switch (selector.charAt(0)) {
            case 'k' -> wanted.properties().stream()
                    .allMatch(key -> item.path(key.getKey()).asText().equals(key.getValue().asText()));
            case 'v' -> wanted.asText().equals(item.asText());
            default -> false;
        };
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("managedFields hold something that is no JSON: " + text, e);
        }
    }

    /** Empty objects and lists say nothing, and the server keeps only some of them. */
    private static JsonNode withoutEmpty(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode full = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(field -> {
                JsonNode value = withoutEmpty(field.getValue());
                if (!(value.isContainerNode() && value.isEmpty()) && !value.isNull()) {
                    full.set(field.getKey(), value);
                }
            });
            return full;
        }
        if (node instanceof ArrayNode items) {
            ArrayNode full = JsonNodeFactory.instance.arrayNode();
            items.forEach(item -> full.add(withoutEmpty(item)));
            return full;
        }
        return node;
    }
}

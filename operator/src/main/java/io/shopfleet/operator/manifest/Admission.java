package io.shopfleet.operator.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.manifest.SchemaCheck.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Takes the documents of a folder as the API server would: with defaults, without a status, and without what it refuses.
 * What is refused changes nothing.
 */
public final class Admission {
    private static final String API = "shopfleet.io/";
    private static final String VERSION = API + "v1alpha1";
    private static final Set<String> WITHOUT_NAMESPACE = Set.of("ShopEnvironment", "Namespace");
    private static final Map<String, Class<? extends HasMetadata>> OURS = new TreeMap<>(Map.of(
            "ShopService", ShopService.class,
            "ShopEnvironment", ShopEnvironment.class));
    private static final Map<String, Class<? extends HasMetadata>> AROUND = new TreeMap<>(Map.of(
            "Namespace", Namespace.class,
            "Secret", Secret.class,
            "ConfigMap", ConfigMap.class));

    private final String namespace;
    private final List<Finding> findings = new ArrayList<>();
    private final SortedMap<String, Integer> others = new TreeMap<>();
    private final Map<String, Document> places = new LinkedHashMap<>();
    private final List<HasMetadata> objects = new ArrayList<>();

    private Admission(String namespace) {
        this.namespace = namespace;
    }

    /**
     * What a folder holds.
     *
     * @param objects as the server would store them
     * @param places document of each object, by kind, namespace and name
     * @param findings what was refused
     * @param others how many there are of each kind that the operator does not read
     */
    public record Admitted(
            List<HasMetadata> objects, Map<String, Document> places, List<Finding> findings, SortedMap<String, Integer> others) {

        public <T extends HasMetadata> List<T> all(Class<T> type) {
            return objects.stream().filter(type::isInstance).map(type::cast).toList();
        }
    }

    /** @param namespace of objects that name none */
    public static Admitted of(Folder folder, String namespace) {
        var admission = new Admission(namespace);
        admission.findings.addAll(folder.findings());
        folder.documents().forEach(admission::add);
        admission.findings.sort(Finding.ORDER);
        return new Admitted(admission.objects, admission.places, List.copyOf(admission.findings), admission.others);
    }

    private void add(Document document) {
        Class<? extends HasMetadata> type = OURS.getOrDefault(document.kind(), AROUND.get(document.kind()));
        boolean ours = document.apiVersion().startsWith(API) || OURS.containsKey(document.kind());
        if (document.kind().isEmpty() || document.apiVersion().isEmpty()) {
            String field = document.kind().isEmpty() ? "kind" : "apiVersion";
            refuse(document, field, "is missing", "name the " + field + " of the object");
        } else if (type == null && ours) {
            String near = Likeness.nearest(document.kind(), OURS.keySet().iterator()).orElseGet(() -> String.join(" or ", OURS.keySet()));
            refuse(document, "kind", "the API has no kind " + document.kind(), "did you mean " + near + "?");
        } else if (type == null || !ours && !document.apiVersion().equals("v1")) {
            others.merge(document.kind(), 1, Integer::sum);
        } else if (ours && !document.apiVersion().equals(VERSION)) {
            refuse(document, "apiVersion", "is not known for a " + document.kind(), "write " + VERSION);
        } else if (document.name().isEmpty()) {
            refuse(document, "metadata.name", "is missing", "name the object");
        } else {
            place(document, type, ours);
        }
    }

    private void place(Document document, Class<? extends HasMetadata> type, boolean ours) {
        if (!WITHOUT_NAMESPACE.contains(document.kind()) && document.namespace().isEmpty()) {
            document.object().withObject("/metadata").put("namespace", namespace);
        }
        Document other = places.get(document.id());
        if (other != null) {
            refuse(document, "", "the same object stands in " + other.place(), "keep one of them");
            return;
        }
        ObjectNode stored = stored(document.object());
        if (ours ? sound(document, stored, type) : PlainObject.sound(document, stored, findings)) {
            places.put(document.id(), document);
            read(document, stored, type).ifPresent(objects::add);
        }
    }

    private boolean sound(Document document, ObjectNode stored, Class<?> type) {
        Schema schema = Schema.of(type.getSimpleName());
        List<Fault> faults = schema.faults(schema.withDefaults(stored));
        faults.forEach(fault -> refuse(document, fault.path(), fault.message(), cure(document, fault)));
        return faults.isEmpty();
    }

    /** Messages of the schema's own rules say what to do; for the others the reference is at hand everywhere. */
    private static String cure(Document document, Fault fault) {
        String field = fault.path().replaceAll("\\[[0-9]+]", "");
        boolean unknown = fault.message().equals("unknown field");
        String known = unknown ? field.substring(0, Math.max(0, field.lastIndexOf('.'))) : field;
        return fault.near().map(near -> "did you mean " + near + "?")
                .orElseGet(() -> (unknown ? "take it out" : "see") + (unknown ? "; see " : " ")
                        + "kubectl explain " + document.kind().toLowerCase(Locale.ROOT)
                        + (known.isEmpty() ? "" : "." + known));
    }

    /** The server drops nulls before it fills in defaults, and takes nothing that it keeps itself from who applies. */
    private static ObjectNode stored(ObjectNode object) {
        ObjectNode clean = object.deepCopy();
        withoutNulls(clean);
        clean.remove("status");
        if (clean.get("metadata") instanceof ObjectNode meta) {
            meta.remove(List.of("uid", "resourceVersion", "generation", "creationTimestamp", "managedFields", "ownerReferences"));
        }
        return clean;
    }

    private static void withoutNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().removeIf(field -> field.getValue().isNull());
        }
        node.forEach(Admission::withoutNulls);
    }

    private <T extends HasMetadata> Optional<T> read(Document document, ObjectNode stored, Class<T> type) {
        try {
            return Optional.of(Yaml.resource(stored, type));
        } catch (IllegalArgumentException e) {
            refuse(document, "", "a field has a value of the wrong type", "see kubectl explain " + document.kind().toLowerCase(Locale.ROOT));
            return Optional.empty();
        }
    }

    private void refuse(Document document, String path, String message, String cure) {
        findings.add(document.finding(path, message, cure));
    }
}

package io.shopfleet.operator.offline;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.ManagedKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes the objects of a folder as the API server would: with defaults, and without what it refuses. */
public final class Admission {
    private static final String VERSION = Folder.API + "v1alpha1";

    private final Folder folder;
    private final List<Finding> findings = new ArrayList<>();

    public Admission(Folder folder) {
        this.folder = folder;
    }

    /** What was refused so far, in the order of files and objects. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    public Vicinity vicinity() {
        return new Vicinity(
                admitted("ShopEnvironment", ShopEnvironment.class),
                plain("Namespace", Namespace.class),
                plain("Secret", Secret.class),
                plain("ConfigMap", ConfigMap.class));
    }

    /** Services as they will be stored: the wanted spec, with what the server knows of a service that exists. */
    public List<ShopService> services() {
        return admitted("ShopService", ShopService.class);
    }

    /** Objects that the operator, or somebody else, has made. */
    public List<HasMetadata> objects() {
        return Arrays.stream(ManagedKind.values())
                .flatMap(kind -> plain(kind.name(), kind.type()).stream())
                .collect(Collectors.toList());
    }

    private <T extends HasMetadata> List<T> plain(String kind, Class<T> type) {
        return folder.kind(kind).stream().flatMap(document -> read(document, document.object(), type).stream()).toList();
    }

    private <T extends HasMetadata> List<T> admitted(String kind, Class<T> type) {
        return Stream.concat(folder.existing().values().stream(), folder.wanted().values().stream())
                .filter(document -> document.kind().equals(kind))
                .map(Document::id)
                .distinct()
                .sorted()
                .flatMap(id -> admit(folder.existing().get(id), folder.wanted().get(id), type).stream())
                .toList();
    }

    /** What is refused changes nothing: the object stays as it is, if there is one. */
    private <T extends HasMetadata> Optional<T> admit(Document existing, Document wanted, Class<T> type) {
        Optional<T> before = Optional.ofNullable(existing).flatMap(document -> read(document, document.object(), type));
        if (wanted == null || !accepted(wanted, type)) {
            return before;
        }
        ObjectNode object = stored(wanted.object(), type);
        if (existing != null) {
            takeOver(existing.object(), object, type);
        }
        return read(wanted, object, type);
    }

    private boolean accepted(Document document, Class<?> type) {
        if (!document.apiVersion().equals(VERSION)) {
            findings.add(new Finding(document.file(), document.id(), "apiVersion", "the API server knows " + VERSION + " only"));
            return false;
        }
        List<SchemaCheck.Fault> faults = Schema.of(type.getSimpleName()).faults(stored(document.object(), type));
        faults.forEach(fault -> findings.add(new Finding(document.file(), document.id(), fault.path(), fault.message())));
        return faults.isEmpty();
    }

    /** The server drops nulls before it fills in defaults, and takes a status from nobody who applies a spec. */
    private static ObjectNode stored(ObjectNode object, Class<?> type) {
        ObjectNode clean = object.deepCopy();
        withoutNulls(clean);
        clean.remove("status");
        return Schema.of(type.getSimpleName()).withDefaults(clean);
    }

    private static void withoutNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().removeIf(field -> field.getValue().isNull());
        }
        node.forEach(Admission::withoutNulls);
    }

    private static void takeOver(ObjectNode existing, ObjectNode wanted, Class<?> type) {
        ObjectNode meta = wanted.withObject("/metadata");
        for (String known : List.of("uid", "resourceVersion", "generation")) {
            meta.set(known, existing.at("/metadata/" + known).deepCopy());
        }
        boolean changed = !Objects.equals(stored(existing, type).get("spec"), wanted.get("spec"));
        meta.put("generation", existing.at("/metadata/generation").asLong(1) + (changed ? 1 : 0));
        if (existing.has("status")) {
            wanted.set("status", existing.get("status"));
        }
    }

    private <T extends HasMetadata> Optional<T> read(Document document, ObjectNode object, Class<T> type) {
        try {
            return Optional.of(Yaml.resource(object, type));
        } catch (IllegalArgumentException e) {
            String path = e.getCause() instanceof JsonMappingException mapping
                    ? mapping.getPath().stream()
                            .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                            .collect(Collectors.joining())
                            .replaceFirst("^[.]", "")
                    : "";
            findings.add(new Finding(document.file(), document.id(), path, "has a value of the wrong type"));
            return Optional.empty();
        }
    }
}

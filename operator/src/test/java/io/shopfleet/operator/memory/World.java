package io.shopfleet.operator.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.cluster.watch.LenientReading;
import io.shopfleet.operator.cluster.watch.OwnedFields;
import io.shopfleet.operator.fleet.ManagedKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One namespace of an API server, as far as an operator can tell: versions, uids, generations, server-side apply with
 * owners, immutable objects, refused stale writes.
 */
final class World {
    private static final KubernetesSerialization READING =
            new KubernetesSerialization(LenientReading.configure(new ObjectMapper()), true);

    record Id(String kind, String name) implements Comparable<Id> {
        @Override
        public int compareTo(Id other) {
            int byKind = kind.compareTo(other.kind);
            return byKind == 0 ? name.compareTo(other.name) : byKind;
        }

        @Override
        public String toString() {
            return kind + " " + name;
        }
    }

    /** An object as stored and, since it never changes, as read: every change stores another. */
    private record Stored(ObjectNode object, Map<String, TreeSet<List<String>>> owners, HasMetadata read) {

        static Stored of(ObjectNode object, Map<String, TreeSet<List<String>>> owners) {
            HasMetadata read = READING.unmarshal(object.toString(), type(object.path("kind").asText()));
            read.getMetadata().setManagedFields(Leaves.entries(owners));
            Map<String, String> annotations = new HashMap<>(
                    Optional.ofNullable(read.getMetadata().getAnnotations()).orElse(Map.of()));
            annotations.putAll(OwnedFields.marks(read));
            if (!(read instanceof ShopService)) {
                read.getMetadata().setAnnotations(annotations);
            }
            return new Stored(object, owners, read);
        }

        private static Class<? extends HasMetadata> type(String kind) {
            return kind.equals("ShopService") ? ShopService.class : ManagedKind.valueOf(kind).type();
        }
    }

    private final Map<Id, Stored> objects = new TreeMap<>();
    private long version = 100;
    private int births;

    World() {}

    /** A world of its own that goes on from here. */
    World(World other) {
        objects.putAll(other.objects);
        version = other.version;
        births = other.births;
    }

    static Id id(HasMetadata object) {
        return new Id(object.getKind(), object.getMetadata().getName());
    }

    /** Grows with every change, so that a test can tell whether there was one. */
    long version() {
        return version;
    }

    List<Id> ids() {
        return List.copyOf(objects.keySet());
    }

    Stream<Id> ids(String kind) {
        return ids().stream().filter(id -> id.kind().equals(kind));
    }

    /** As a cache would hold it: with the digest of what the operator owns. */
    <T extends HasMetadata> Optional<T> get(Id id, Class<T> type) {
        return Optional.ofNullable(objects.get(id)).map(Stored::read).map(type::cast);
    }

    /** Only to look at. */
    ObjectNode tree(Id id) {
        return objects.get(id).object();
    }

    /** Server-side apply with force. */
    HasMetadata apply(HasMetadata wanted, String manager) {
        Id id = id(wanted);
        ObjectNode sent = tree(wanted);
        Stored before = objects.get(id);
        if (before == null) {
            create(id, sent, manager);
        } else {
            merge(id, before, sent, manager);
        }
        return objects.get(id).read();
    }

    private void create(Id id, ObjectNode sent, String manager) {
        ObjectNode object = sent.deepCopy();
        object.withObject("/metadata").put("uid", "uid-" + ++births).put("generation", 1);
        if (id.kind().equals("Deployment") && object.at("/spec/replicas").isMissingNode()) {
            object.withObject("/spec").put("replicas", 1);
        }
        var owners = new TreeMap<String, TreeSet<List<String>>>();
        owners.put(manager, paths(sent));
        store(id, object, owners);
    }

    private void merge(Id id, Stored before, ObjectNode sent, String manager) {
        ObjectNode after = before.object().deepCopy();
        var owners = copy(before.owners());
        var wanted = Leaves.of(sent);
        TreeSet<List<String>> dropped = owners.getOrDefault(manager, Leaves.set());
        dropped.removeAll(wanted.keySet());
        owners.forEach((other, paths) -> {
            if (!other.equals(manager)) {
                dropped.removeAll(paths);
            }
        });
        dropped.forEach(path -> Leaves.remove(after, path));
        var there = Leaves.of(after);
        wanted.forEach((path, value) -> {
            if (!value.equals(there.get(path))) {
                owners.values().forEach(paths -> paths.remove(path));
                Leaves.put(after, path, value);
            }
        });
        owners.put(manager, paths(sent));
        refuseChangeOfImmutable(id, before.object(), after);
        if (!after.equals(before.object()) || !owners.equals(before.owners())) {
            store(id, regenerated(before.object(), after), owners);
        }
    }

    private static void refuseChangeOfImmutable(Id id, ObjectNode before, ObjectNode after) {
        boolean immutable = id.kind().equals("ControllerRevision") || before.path("immutable").asBoolean();
        if (immutable && !before.path("data").equals(after.path("data"))) {
            throw refused(422, id + " is invalid: data: field is immutable");
        }
    }

    /** The status as a whole; with a version that is not the newest it is refused. */
    <T extends HasMetadata> T applyStatus(T wanted, Class<T> type) {
        Id id = id(wanted);
        Stored before = Optional.ofNullable(objects.get(id)).orElseThrow(() -> refused(404, id + " not found"));
        String expected = wanted.getMetadata().getResourceVersion();
        if (expected != null && !expected.equals(before.object().at("/metadata/resourceVersion").asText())) {
            throw refused(409, id + ": the object has been modified");
        }
        ObjectNode after = before.object().deepCopy();
        after.set("status", tree(wanted).path("status"));
        if (!after.equals(before.object())) {
            store(id, after, before.owners());
        }
        return get(id, type).orElseThrow();
    }

    /** Deletes the object if it is still the one that was seen. */
    boolean delete(Id id, String uid, String resourceVersion) {
        Stored there = objects.get(id);
        boolean same = there != null
                && there.object().at("/metadata/uid").asText().equals(uid)
                && there.object().at("/metadata/resourceVersion").asText().equals(resourceVersion);
        if (same) {
            delete(id);
        }
        return same;
    }

    /** Somebody else deletes the object. */
    void delete(Id id) {
        if (objects.remove(id) != null) {
            version++;
        }
    }

    /** Somebody else edits the object: the fields that change are no longer owned by whoever applied them. */
    void edit(Id id, Consumer<ObjectNode> change) {
        Stored before = Optional.ofNullable(objects.get(id)).orElseThrow(() -> new IllegalArgumentException("no " + id));
        ObjectNode after = before.object().deepCopy();
        change.accept(after);
        if (after.equals(before.object())) {
            return;
        }
        var old = Leaves.of(before.object());
        var now = Leaves.of(after);
        var owners = copy(before.owners());
        old.forEach((path, value) -> {
            if (!value.equals(now.get(path))) {
                owners.values().forEach(paths -> paths.remove(path));
            }
        });
        store(id, regenerated(before.object(), after), owners);
    }

    private static ObjectNode regenerated(ObjectNode before, ObjectNode after) {
        if (!before.path("spec").equals(after.path("spec"))) {
            after.withObject("/metadata").put("generation", before.at("/metadata/generation").asLong() + 1);
        }
        return after;
    }

    private void store(Id id, ObjectNode object, Map<String, TreeSet<List<String>>> owners) {
        object.withObject("/metadata").put("resourceVersion", Long.toString(++version));
        objects.put(id, Stored.of(object, owners));
    }

    private static Map<String, TreeSet<List<String>>> copy(Map<String, TreeSet<List<String>>> owners) {
        var copy = new TreeMap<String, TreeSet<List<String>>>();
        owners.forEach((manager, paths) -> copy.put(manager, new TreeSet<>(paths)));
        return copy;
    }

    private static TreeSet<List<String>> paths(ObjectNode object) {
        TreeSet<List<String>> paths = Leaves.set();
        paths.addAll(Leaves.of(object).keySet());
        return paths;
    }

    static ObjectNode tree(Object value) {
        JsonNode tree = READING.convertValue(value, JsonNode.class);
        return (ObjectNode) tree;
    }

    static ObjectNode tree(String yaml) {
        return (ObjectNode) Serialization.unmarshal(yaml, JsonNode.class);
    }

    private static KubernetesClientException refused(int code, String message) {
        var status = new StatusBuilder().withCode(code).withMessage(message).build();
        return new KubernetesClientException(message, code, status);
    }

    /** A resource as a person would apply it; fields of spec and data that are not named go. */
    void applyYaml(String yaml) {
        ObjectNode sent = tree(yaml);
        Id id = new Id(sent.path("kind").asText(), sent.at("/metadata/name").asText());
        if (objects.containsKey(id)) {
            edit(id, object -> List.of("spec", "data").stream().filter(sent::has).forEach(part -> object.set(part, sent.get(part))));
        } else {
            create(id, sent, "team");
        }
    }
}

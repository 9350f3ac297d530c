package io.shopfleet.operator.preview;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.shopfleet.operator.fleet.CanonicalJson;
import io.shopfleet.operator.fleet.Child;
import io.shopfleet.operator.fleet.ManagedKind;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.fleet.ObjectKey;
import io.shopfleet.operator.preview.Preview.Action;
import io.shopfleet.operator.preview.Preview.Difference;
import io.shopfleet.operator.preview.Preview.ObjectChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeSet;

/** The objects of a service before and after, compared by what the operator owns of them. */
public final class ObjectChanges {
    private static final List<String> BOOKKEEPING =
            List.of(Marks.BEAT, Marks.APPLIED, Marks.OBSERVED_DIGEST, Marks.SCALED, Marks.CONTENT, Marks.SALT);

    private ObjectChanges() {}

    public static List<ObjectChange> between(
            SortedMap<ObjectKey, HasMetadata> before, SortedMap<ObjectKey, HasMetadata> after) {
        var keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        var changes = new ArrayList<ObjectChange>();
        for (ObjectKey key : keys) {
            HasMetadata old = before.get(key);
            HasMetadata young = after.get(key);
            if (old == null) {
                changes.add(change(Action.Create, key, List.of()));
            } else if (young == null) {
                changes.add(change(Action.Delete, key, List.of()));
            } else if (differ(old, young)) {
                changes.add(change(Action.Change, key, secret(key) ? List.of() : differences(old, young)));
            }
        }
        return List.copyOf(changes);
    }

    /** Nothing of what is in one is told. */
    private static boolean secret(ObjectKey key) {
        return key.kind() == ManagedKind.Secret;
    }

    private static ObjectChange change(Action action, ObjectKey key, List<Difference> differences) {
        return new ObjectChange(action, key.kind().name(), key.name(), differences);
    }

    private static boolean differ(HasMetadata old, HasMetadata young) {
        return !Child.of(old).digest().equals(Child.of(young).digest()) || !Objects.equals(replicas(old), replicas(young));
    }

    private static Integer replicas(HasMetadata object) {
        return object instanceof Deployment deployment ? deployment.getSpec().getReplicas() : null;
    }

    /** What the server has filled in is nobody's wish, so only wanted values count. */
    private static List<Difference> differences(HasMetadata old, HasMetadata young) {
        SortedMap<String, String> after = Leaves.of(plain(young));
        SortedMap<String, String> before = Leaves.of(plain(old));
        before.keySet().retainAll(after.keySet());
        return Leaves.differences(before, after);
    }

    private static ObjectNode plain(HasMetadata object) {
        ObjectNode tree = CanonicalJson.tree(object).deepCopy();
        tree.remove("status");
        ObjectNode meta = (ObjectNode) tree.get("metadata");
        meta.remove(List.of("uid", "resourceVersion", "generation", "managedFields", "creationTimestamp", "ownerReferences"));
        if (meta.get("annotations") instanceof ObjectNode annotations) {
            annotations.remove(BOOKKEEPING);
            meta.remove(annotations.isEmpty() ? List.of("annotations") : List.of());
        }
        return tree;
    }
}

package io.shopfleet.operator.fleet;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Comparator;

/** Kind and name of an object in the service's namespace. */
public record ObjectKey(ManagedKind kind, String name) implements Comparable<ObjectKey> {

    private static final Comparator<ObjectKey> ORDER =
            Comparator.comparing(ObjectKey::kind).thenComparing(ObjectKey::name);

    public static ObjectKey of(HasMetadata object) {
        return new ObjectKey(ManagedKind.of(object), object.getMetadata().getName());
    }

    @Override
    public int compareTo(ObjectKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind + " " + name;
    }
}

package io.shopfleet.operator.source;

import java.util.Comparator;

/** A Secret or ConfigMap in the service's own namespace that its spec names. */
public record Reference(Kind kind, String name) implements Comparable<Reference> {

    public enum Kind {
        Secret,
        ConfigMap
    }

    private static final Comparator<Reference> ORDER =
            Comparator.comparing(Reference::kind).thenComparing(Reference::name);

    @Override
    public int compareTo(Reference other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind + " " + name;
    }
}

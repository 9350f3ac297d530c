package io.shopfleet.operator.consumer;

/** The resource to which an edge of a service leads. */
public record Target(String namespace, String name) {

    /** @param namespace that the edge names; null: that of the service */
    public static Target of(String namespace, String name, String home) {
        return new Target(namespace == null ? home : namespace, name);
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}

package io.shopfleet.e2e;

/** A namespace in which the operator may run servers, until these tests end. Pods there must meet the level restricted. */
final class Backends {
    private static Backends shared;

    private final String namespace = Shop.place().namespace() + "-backends";

    private Backends() {
        Node.apply("""
                apiVersion: v1
                kind: Namespace
                metadata: {name: %s, labels: {pod-security.kubernetes.io/enforce: restricted}}
                """.formatted(namespace));
        grant("{" + namespace + "}");
        Runtime.getRuntime().addShutdownHook(new Thread(this::remove));
    }

    static synchronized Backends shared() {
        if (shared == null) {
            shared = new Backends();
        }
        return shared;
    }

    String namespace() {
        return namespace;
    }

    private static void grant(String namespaces) {
        Node.helm("upgrade", "shopfleet", Node.chart("shopfleet"), "--namespace", Operator.NAMESPACE, "--reuse-values", "--set",
                "embedded.namespaces=" + namespaces);
    }

    /** First the right, or the chart could not be installed any more without the namespace. */
    private void remove() {
        grant("null");
        Node.kubectl("delete", "namespace/" + namespace, "--ignore-not-found", "--wait=false");
    }
}

package io.shopfleet.e2e;

/** Sends single requests from inside the cluster. */
final class Visitor {
    private static final String POD = "visitor";
    private static final String RESULT = "/results/answer";

    private final String namespace;

    private Visitor(String namespace) {
        this.namespace = namespace;
    }

    static Visitor in(String namespace) {
        Node.apply(Resource.text("visitor.yaml").replace("@NAMESPACE@", namespace));
        Node.kubectl("wait", "--for=condition=Ready", "pod/" + POD, "--namespace", namespace, "--timeout=120s");
        return new Visitor(namespace);
    }

    Answer get(String url) {
        return send(Load.Target.get(url));
    }

    Answer post(String url, String body) {
        return send(Load.Target.post(url, body));
    }

    private Answer send(Load.Target request) {
        Node.kubectlWith(request.json() + "\n", "exec", "--stdin", POD, "--namespace", namespace, "--",
                "/vegeta", "attack", "-format=json", "-rate=1", "-duration=1s", "-timeout=10s", "-output=" + RESULT);
        String result = Node.kubectl("exec", POD, "--namespace", namespace, "--", "/vegeta", "encode", "--to", "json", RESULT);
        return Answer.read(POD, result.strip());
    }
}

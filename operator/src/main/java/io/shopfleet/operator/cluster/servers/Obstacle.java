package io.shopfleet.operator.cluster.servers;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.operator.embedded.Wanted;
import io.shopfleet.operator.foreign.Commission;
import java.util.Set;

/** Keeps one server from being run, until somebody acts. */
final class Obstacle extends RuntimeException {
    private static final int FORBIDDEN = 403;
    private static final int MISSING = 404;
    private static final Set<Integer> FOR_GOOD = Set.of(400, FORBIDDEN, MISSING, 422);
    private static final int MUCH = 400;

    private final Reason reason;
    private final String hint;

    Obstacle(Reason reason, String message, String hint) {
        super(message);
        this.reason = reason;
        this.hint = hint;
    }

    /** What the API server will not do however often it is asked; anything else is thrown on, and tried again. */
    static Obstacle of(KubernetesClientException e, Wanted wanted) {
        return of(e, wanted.namespace(), "embedded.namespaces");
    }

    static Obstacle of(KubernetesClientException e, Commission commission) {
        return of(e, commission.namespace(), commission.contractor().mode() + ".namespaces");
    }

    private static Obstacle of(KubernetesClientException e, String namespace, String value) {
        if (!FOR_GOOD.contains(e.getCode())) {
            throw e;
        }
        String said = e.getStatus() == null || e.getStatus().getMessage() == null
                ? String.valueOf(e.getMessage())
                : e.getStatus().getMessage();
        String message = "the API server refused a part of it: " + (said.length() > MUCH ? said.substring(0, MUCH) + "…" : said);
        return new Obstacle(Reason.WriteRefused, message, switch (e.getCode()) {
            case FORBIDDEN -> "have namespace " + namespace + " added to " + value + " of the operator's chart";
            case MISSING -> "create the namespace " + namespace;
            default -> "correct what the message names";
        });
    }

    Problem problem(String path) {
        return new Problem(path, Severity.Error, reason, getMessage(), hint);
    }
}

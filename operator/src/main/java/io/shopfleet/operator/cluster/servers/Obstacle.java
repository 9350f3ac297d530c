package io.shopfleet.operator.cluster.servers;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.operator.embedded.Wanted;
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
        if (!FOR_GOOD.contains(e.getCode())) {
            throw e;
        }
        String said = e.getStatus() == null || e.getStatus().getMessage() == null
                ? String.valueOf(e.getMessage())
                : e.getStatus().getMessage();
        String message = "the API server refused a part of it: " + (said.length() > MUCH ? said.substring(0, MUCH) + "…" : said);
        return new Obstacle(Reason.WriteRefused, message, switch (e.getCode()) {
            case FORBIDDEN -> "have namespace " + wanted.namespace() + " added to embedded.namespaces of the operator's chart";
            case MISSING -> "create the namespace " + wanted.namespace();
            default -> "correct what the message names";
        });
    }

    Problem problem(Wanted wanted) {
        return new Problem(wanted.path(), Severity.Error, reason, getMessage(), hint);
    }
}

package io.shopfleet.operator.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.operator.fleet.ObjectKey;
import java.util.Optional;
import java.util.Set;

/** What the server answers when it will never take an object as it is. */
final class Refusal {
    private static final Set<Integer> FOR_GOOD = Set.of(400, 403, 422);

    private Refusal() {}

    /** Empty where trying again may help. */
    static Optional<Problem> of(ObjectKey key, KubernetesClientException e) {
        if (!FOR_GOOD.contains(e.getCode())) {
            return Optional.empty();
        }
        boolean immutable = e.getCode() == 422 && String.valueOf(e.getMessage()).contains("immutable");
        return Optional.of(new Problem(
                "metadata.name",
                Severity.Error,
                immutable ? Reason.RevisionRefused : Reason.WriteRefused,
                "the API server refused " + key + ": " + said(e),
                immutable ? "delete the object, or make a new revision" : "correct what the message names"));
    }

    private static String said(KubernetesClientException e) {
        String message = e.getStatus() == null || e.getStatus().getMessage() == null
                ? String.valueOf(e.getMessage())
                : e.getStatus().getMessage();
        return message.length() > 400 ? message.substring(0, 400) + "…" : message;
    }
}

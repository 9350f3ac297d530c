package io.shopfleet.operator.render;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.shopfleet.api.v1alpha1.KeyRef;
import io.shopfleet.operator.dependency.Contribution;
import io.shopfleet.operator.source.Copies;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * The environment of the application: who it is, where its telemetry goes, where its dependencies are, and its own
 * variables. Its own come last and win over the OTEL_ ones; SHOPFLEET_ names are refused by the schema.
 */
record PodVariables(List<EnvVar> list) {

    static PodVariables of(
            Names names,
            String revision,
            String version,
            Optional<String> telemetry,
            List<Contribution> edges,
            List<io.shopfleet.api.v1alpha1.EnvVar> own) {
        var given = new TreeMap<String, String>();
        given.put("SHOPFLEET_SERVICE", names.service());
        given.put("SHOPFLEET_REVISION", revision);
        given.put("SHOPFLEET_VERSION", version);
        given.put("OTEL_SERVICE_NAME", names.service());
        given.put("OTEL_RESOURCE_ATTRIBUTES", "service.namespace=" + names.namespace() + ",service.version=" + version);
        telemetry.ifPresentOrElse(
                endpoint -> given.put("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint),
                () -> given.put("OTEL_SDK_DISABLED", "true"));
        edges.forEach(edge -> given.putAll(edge.env()));
        if (edges.stream().anyMatch(edge -> edge.secret().isPresent())) {
            given.put("SERVICE_BINDING_ROOT", PodVolumes.BINDINGS);
        }
        return new PodVariables(merge(given, own, names.ofRevision(revision)));
    }

    private static List<EnvVar> merge(
            SequencedMap<String, String> given, List<io.shopfleet.api.v1alpha1.EnvVar> own, String copies) {
        own.forEach(variable -> given.remove(variable.name()));
        var list = new ArrayList<EnvVar>();
        given.forEach((name, value) -> list.add(new EnvVarBuilder().withName(name).withValue(value).build()));
        own.forEach(variable -> list.add(convert(variable, copies)));
        return List.copyOf(list);
    }

    /** A Secret is named itself, since which copy of it pods read is not the revision's matter. */
    private static EnvVar convert(io.shopfleet.api.v1alpha1.EnvVar variable, String copies) {
        var env = new EnvVarBuilder().withName(variable.name());
        if (variable.secretKeyRef() != null) {
            KeyRef secret = variable.secretKeyRef();
            return env.withNewValueFrom()
                    .withNewSecretKeyRef(secret.key(), secret.name(), null)
                    .endValueFrom()
                    .build();
        }
        if (variable.configMapKeyRef() != null) {
            KeyRef map = variable.configMapKeyRef();
            return env.withNewValueFrom()
                    .withNewConfigMapKeyRef(Copies.key(map.name(), map.key()), copies, null)
                    .endValueFrom()
                    .build();
        }
        // An empty value is what the server stores no value for; sent, it would never match what comes back.
        return env.withValue(variable.value() == null || variable.value().isEmpty() ? null : variable.value())
                .build();
    }
}

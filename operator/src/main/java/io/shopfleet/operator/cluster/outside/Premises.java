package io.shopfleet.operator.cluster.outside;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.CustomResource;
import io.shopfleet.api.v1alpha1.ExternalStatus;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopEnvironmentSpec;
import io.shopfleet.operator.backend.Account;
import io.shopfleet.operator.embedded.AsExternal;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.holding.Endpoint;
import io.shopfleet.operator.holding.Kind;
import io.shopfleet.operator.holding.Standing;
import io.shopfleet.operator.tenancy.Admittance;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Whether a resource may have what its environment provides, and the way there. */
sealed interface Premises {

    record Open(ShopEnvironmentSpec environment, Account account) implements Premises {}

    record Closed(Standing standing) implements Premises {}

    static <R extends CustomResource<?, ExternalStatus>> Premises of(R resource, Kind<R, ?> kind, Surroundings<R> around) {
        if (resource.getSpec() == null) {
            String path = resource.getMetadata().getAnnotations().getOrDefault(Marks.UNREADABLE, "spec");
            return refused(path, Reason.Unreadable, path + " has a value of the wrong type", "correct it");
        }
        String name = kind.environment(resource);
        Optional<ShopEnvironment> environment = around.environment(name);
        if (environment.isEmpty()) {
            return waiting("spec.environment", Reason.EnvironmentMissing, "there is no ShopEnvironment " + name,
                    "apply it; kubectl get shopenvironments lists those there are");
        }
        ShopEnvironmentSpec spec = environment.get().getSpec();
        if (spec == null) {
            return waiting("spec.environment", Reason.Unreadable, "ShopEnvironment " + name + " cannot be read",
                    "correct it; kubectl describe shopenvironment " + name + " names the field");
        }
        String namespace = resource.getMetadata().getNamespace();
        if (!Admittance.of(spec.allowedNamespaces(), around.namespaceLabels(namespace))) {
            return refused("metadata.namespace", Reason.NamespaceNotAllowed,
                    "ShopEnvironment " + name + " does not admit namespace " + namespace,
                    "give the namespace the labels that spec.allowedNamespaces of the environment asks for");
        }
        return kind.endpoint(spec)
                .map(endpoint -> account(spec, endpoint, AsExternal.runs(kind.claimed(), spec), around))
                .orElseGet(() -> waiting("spec.environment", Reason.ProviderMissing,
                        "ShopEnvironment " + name + " provides nothing of this kind", "have it added to the environment"));
    }

    /** @param embedded the operator runs the server itself */
    private static Premises account(ShopEnvironmentSpec spec, Endpoint endpoint, boolean embedded, Surroundings<?> around) {
        Optional<Secret> secret = around.secret(endpoint.secret());
        Optional<String> username = secret.flatMap(found -> value(found, "username"));
        Optional<String> password = secret.flatMap(found -> value(found, "password"));
        if (username.isEmpty() || password.isEmpty()) {
            return waiting("spec.environment", Reason.CredentialsMissing,
                    "the account that the operator needs is not there",
                    embedded
                            ? "the operator makes it with the server; kubectl describe shopenvironment tells what that waits for"
                            : "who runs the platform puts username and password into Secret " + endpoint.secret()
                                    + " of the operator's namespace");
        }
        return new Open(spec, new Account(
                endpoint.addresses(), endpoint.tls(), username.get(), password.get(), value(secret.get(), "ca.crt")));
    }

    private static Optional<String> value(Secret secret, String key) {
        return Optional.ofNullable(secret.getData())
                .map(data -> data.get(key))
                .map(text -> new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8))
                .filter(text -> !text.isEmpty());
    }

    private static Premises waiting(String path, Reason reason, String message, String hint) {
        return new Closed(Standing.waiting(new Problem(path, Severity.Error, reason, message, hint)));
    }

    private static Premises refused(String path, Reason reason, String message, String hint) {
        return new Closed(Standing.refused(List.of(new Problem(path, Severity.Error, reason, message, hint))));
    }
}

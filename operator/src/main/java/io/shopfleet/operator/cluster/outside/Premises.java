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
import io.shopfleet.operator.provider.Additional;
import io.shopfleet.operator.source.Encoded;
import io.shopfleet.operator.tenancy.Admittance;
import java.util.List;
import java.util.Optional;

/** Whether a resource may have what its environment provides, and the way there. */
sealed interface Premises {

    /** @param server what the environment calls it, for those who keep a way to it */
    record Open(ShopEnvironmentSpec environment, String server, Account account) implements Premises {}

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
        if (kind.endpoint(spec).isEmpty()) {
            return waiting("spec.environment", Reason.ProviderMissing,
                    "ShopEnvironment " + name + " provides nothing of this kind", "have it added to the environment");
        }
        return kind.provider(resource)
                .map(provider -> further(provider, resource, spec, kind, around))
                .orElseGet(() -> account(spec, name, kind, around));
    }

    /** One that is not for the namespace is not told of. */
    private static <R extends CustomResource<?, ExternalStatus>> Premises further(
            String provider, R resource, ShopEnvironmentSpec spec, Kind<R, ?> kind, Surroundings<R> around) {
        String environment = kind.environment(resource);
        List<Additional> offered = Additional.all(spec, kind.claimed()).stream()
                .filter(more -> more.admits(resource.getMetadata().getNamespace()))
                .toList();
        return offered.stream()
                .filter(more -> more.name().equals(provider))
                .findFirst()
                .map(more -> account(more.environment(), environment + "/" + provider, kind, around))
                .orElseGet(() -> waiting("spec.provider", Reason.ProviderMissing,
                        "ShopEnvironment " + environment + " has no provider " + provider + " for this namespace",
                        offered.isEmpty()
                                ? "it has none; have one added to the environment, or make another resource without spec.provider"
                                : "it has " + String.join(", ", offered.stream().map(Additional::name).toList())
                                        + "; have it added, or make another resource"));
    }

    private static Premises account(ShopEnvironmentSpec spec, String server, Kind<?, ?> kind, Surroundings<?> around) {
        Endpoint endpoint = kind.endpoint(spec).orElseThrow();
        Optional<Secret> secret = around.secret(endpoint.secret());
        Optional<String> username = secret.flatMap(found -> Encoded.text(found, "username"));
        Optional<String> password = secret.flatMap(found -> Encoded.text(found, "password"));
        if (username.isEmpty() || password.isEmpty()) {
            return waiting("spec.environment", Reason.CredentialsMissing,
                    "the account that the operator needs is not there",
                    AsExternal.runs(kind.claimed(), spec)
                            ? "the operator makes it with the server; kubectl describe shopenvironment tells what that waits for"
                            : "who runs the platform puts username and password into Secret " + endpoint.secret()
                                    + " of the operator's namespace");
        }
        return new Open(spec, server, new Account(
                endpoint.addresses(), endpoint.tls(), username.get(), password.get(), Encoded.text(secret.get(), "ca.crt")));
    }

    private static Premises waiting(String path, Reason reason, String message, String hint) {
        return new Closed(Standing.waiting(new Problem(path, Severity.Error, reason, message, hint)));
    }

    private static Premises refused(String path, Reason reason, String message, String hint) {
        return new Closed(Standing.refused(List.of(new Problem(path, Severity.Error, reason, message, hint))));
    }
}

package io.shopfleet.operator.check;

import io.shopfleet.api.v1alpha1.EnvVar;
import io.shopfleet.api.v1alpha1.FileMount;
import io.shopfleet.api.v1alpha1.KeyRef;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.ShopServiceSpec;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.fleet.Reference;
import io.shopfleet.operator.fleet.Reference.Kind;
import io.shopfleet.operator.fleet.Resolved;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Every Secret and ConfigMap that the spec names exists, may be bound, and has the key. */
public final class References implements Check {

    /** One place in the spec that names a Secret or ConfigMap; the key is empty where the whole object is mounted. */
    private record Use(String path, Reference reference, Optional<String> key) {}

    /** What the spec names, for whoever looks it up. */
    public static Stream<Reference> of(ShopServiceSpec spec) {
        return uses(spec).map(Use::reference).distinct();
    }

    @Override
    public Stream<Problem> problems(ShopService service, Fleet fleet) {
        return uses(service.getSpec()).flatMap(use -> problem(use, fleet).stream());
    }

    private static Stream<Use> uses(ShopServiceSpec spec) {
        return Stream.concat(
                spec.env().stream().flatMap(References::ofVariable), spec.files().stream().flatMap(References::ofFile));
    }

    private static Stream<Use> ofVariable(EnvVar variable) {
        String path = "spec.env[" + variable.name() + "]";
        return Stream.concat(
                use(path + ".secretKeyRef", Kind.Secret, variable.secretKeyRef()),
                use(path + ".configMapKeyRef", Kind.ConfigMap, variable.configMapKeyRef()));
    }

    private static Stream<Use> use(String path, Kind kind, KeyRef reference) {
        return reference == null
                ? Stream.empty()
                : Stream.of(new Use(path, new Reference(kind, reference.name()), Optional.of(reference.key())));
    }

    private static Stream<Use> ofFile(FileMount file) {
        String path = "spec.files[" + file.name() + "]";
        return file.secret() != null
                ? Stream.of(new Use(
                        path + ".secret", new Reference(Kind.Secret, file.secret().name()), Optional.empty()))
                : Stream.ofNullable(file.configMap())
                        .map(map -> new Use(
                                path + ".configMap", new Reference(Kind.ConfigMap, map.name()), Optional.empty()));
    }

    private static Optional<Problem> problem(Use use, Fleet fleet) {
        boolean secret = use.reference().kind() == Kind.Secret;
        String target = use.reference().kind() + " " + use.reference().name();
        Resolved<Set<String>> resolved = fleet.references().get(use.reference());
        return switch (resolved) {
            case null -> Optional.of(missing(use, target, secret));
            case Resolved.Missing<Set<String>>() -> Optional.of(missing(use, target, secret));
            case Resolved.NotBindable<Set<String>>() -> Optional.of(problem(
                    use.path(),
                    secret ? Reason.SecretNotBindable : Reason.ConfigMapNotBindable,
                    target + " exists but lacks the label " + Marks.BINDABLE + "=true",
                    "kubectl label " + use.reference().kind().name().toLowerCase() + " " + use.reference().name() + " "
                            + Marks.BINDABLE + "=true"));
            case Resolved.Found<Set<String>>(Set<String> keys) -> use.key()
                    .filter(key -> !keys.contains(key))
                    .map(key -> problem(
                            use.path() + ".key",
                            Reason.KeyMissing,
                            target + " has no key " + key,
                            "add the key, or name another"));
        };
    }

    private static Problem missing(Use use, String target, boolean secret) {
        return problem(
                use.path(),
                secret ? Reason.SecretMissing : Reason.ConfigMapMissing,
                "there is no " + target + " in the service's namespace",
                "create it with the label " + Marks.BINDABLE + "=true");
    }

    private static Problem problem(String path, Reason reason, String message, String hint) {
        return new Problem(path, Severity.Error, reason, message, hint);
    }
}

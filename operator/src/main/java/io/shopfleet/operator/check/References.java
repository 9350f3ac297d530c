package io.shopfleet.operator.check;

import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.fleet.Resolved;
import io.shopfleet.operator.source.Binding;
import io.shopfleet.operator.source.Fingerprint;
import io.shopfleet.operator.source.Reference.Kind;
import io.shopfleet.operator.source.Reference;
import io.shopfleet.operator.source.Use;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/** Every Secret and ConfigMap that the spec names exists, may be bound, and has the key. */
public final class References implements Check {

    /** What the service names, and what its edges are bound by, for whoever looks it up. */
    public static Stream<Reference> of(ShopService service) {
        return Stream.ofNullable(service.getSpec())
                .flatMap(spec -> Stream.concat(Use.all(spec).map(Use::reference), bindings(service)))
                .distinct();
    }

    private static Stream<Reference> bindings(ShopService service) {
        return service.getSpec().dependencies().stream()
                .filter(Binding::binds)
                .map(edge -> new Reference(Kind.Secret, Binding.secret(service.getMetadata().getName(), edge.name())));
    }

    @Override
    public Stream<Problem> problems(ShopService service, Fleet fleet) {
        return Use.all(service.getSpec()).flatMap(use -> problem(use, fleet).stream());
    }

    private static Optional<Problem> problem(Use use, Fleet fleet) {
        boolean secret = use.reference().kind() == Kind.Secret;
        String target = use.reference().kind() + " " + use.reference().name();
        Resolved<SortedMap<String, Fingerprint>> resolved = fleet.references().get(use.reference());
        return switch (resolved) {
            case null -> Optional.of(missing(use, target, secret));
            case Resolved.Missing<SortedMap<String, Fingerprint>>() -> Optional.of(missing(use, target, secret));
            case Resolved.NotBindable<SortedMap<String, Fingerprint>>() -> Optional.of(problem(
                    use.path(),
                    secret ? Reason.SecretNotBindable : Reason.ConfigMapNotBindable,
                    target + " exists but lacks the label " + Marks.BINDABLE + "=true",
                    "kubectl label " + use.reference().kind().name().toLowerCase() + " " + use.reference().name() + " "
                            + Marks.BINDABLE + "=true"));
            case Resolved.Found<SortedMap<String, Fingerprint>>(var keys) -> use.key()
                    .filter(key -> !keys.containsKey(key))
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

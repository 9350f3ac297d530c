package io.shopfleet.operator.check;

import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.source.Copies;
import io.shopfleet.operator.source.Reference.Kind;
import io.shopfleet.operator.source.Use;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the spec names fits into its copies: values of ConfigMaps into a recorded revision, those of Secrets into an epoch. */
final class Copyable implements Check {
    private static final int KIB = 1024;

    /** In base64, and beside the pod template, still well within what the API server takes. */
    private static final int CONFIG_MAPS = 512 * KIB;

    /** As much as a Secret can hold. */
    private static final int SECRETS = 1024 * KIB;

    @Override
    public Stream<Problem> problems(ShopService service, Fleet fleet) {
        List<Use> uses = Use.all(service.getSpec()).toList();
        return Stream.of(
                        uses.stream().flatMap(use -> longName(use, fleet).stream()),
                        tooLarge(uses, Kind.ConfigMap, CONFIG_MAPS, fleet).stream(),
                        tooLarge(uses, Kind.Secret, SECRETS, fleet).stream())
                .flatMap(problems -> problems);
    }

    private static Optional<Problem> longName(Use use, Fleet fleet) {
        Stream<String> keys = use.key().map(Stream::of).orElseGet(() -> fleet.keys(use.reference()).keySet().stream());
        return keys.anyMatch(key -> Copies.key(use.reference().name(), key).length() > Copies.LONGEST_KEY)
                ? Optional.of(new Problem(
                        use.path(),
                        Severity.Error,
                        Reason.InvalidValue,
                        "the name of " + use.reference() + " and that of a key of it are together longer than "
                                + (Copies.LONGEST_KEY - 1) + " characters",
                        "shorten one of them"))
                : Optional.empty();
    }

    /** The first place that no longer fits, counting each value once. */
    private static Optional<Problem> tooLarge(List<Use> uses, Kind kind, int limit, Fleet fleet) {
        Set<String> counted = new HashSet<>();
        int bytes = 0;
        for (Use use : uses.stream().filter(use -> use.is(kind)).toList()) {
            for (var copy : Copies.of(known(use, fleet).stream(), fleet::keys).entrySet()) {
                bytes += counted.add(copy.getKey()) ? copy.getValue().bytes() : 0;
            }
            if (bytes > limit) {
                return Optional.of(new Problem(
                        use.path(),
                        Severity.Error,
                        Reason.TooLarge,
                        "with " + use.reference() + " the values that the service takes from " + kind
                                + "s are larger than " + limit / KIB + " KiB",
                        "name single keys instead of whole objects, or move large content into the image"));
            }
        }
        return Optional.empty();
    }

    /** A key that is missing is told by another check. */
    private static Optional<Use> known(Use use, Fleet fleet) {
        var keys = fleet.keys(use.reference());
        return Optional.of(use).filter(named -> named.key().map(keys::containsKey).orElse(true));
    }
}

package io.shopfleet.operator.plan;

import io.shopfleet.api.v1alpha1.Freeze;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.operator.fleet.Fleet;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * What the environment says against the start of a new revision. It is a gate like an edge: what is under way goes on.
 *
 * @param until when it ends by itself
 */
public record Hold(Reason reason, String message, Optional<Instant> until) {

    static Optional<Hold> of(String environment, Fleet fleet) {
        return fleet.environment()
                .value()
                .flatMap(spec -> Optional.ofNullable(spec.freeze()))
                .filter(freeze -> until(freeze).filter(end -> !fleet.now().isBefore(end)).isEmpty())
                .map(freeze -> new Hold(Reason.Frozen, words(environment, freeze), until(freeze)));
    }

    private static String words(String environment, Freeze freeze) {
        String until = freeze.until() == null ? "" : " until " + freeze.until();
        return "ShopEnvironment " + environment + " is frozen" + until + ": " + freeze.reason();
    }

    /** A time that cannot be read, which only a looser schema lets through, ends nothing. */
    private static Optional<Instant> until(Freeze freeze) {
        try {
            return Optional.ofNullable(freeze.until()).map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}

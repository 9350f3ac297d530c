package io.shopfleet.operator.tenancy;

import io.shopfleet.api.v1alpha1.Freeze;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A freeze that is in force.
 *
 * @param until when it ends; empty while that is for a person to say
 */
public record Frost(String reason, Optional<Instant> until) {

    /** Empty where there is no freeze, or one that is over. */
    public static Optional<Frost> of(Freeze freeze, Instant now) {
        return Optional.ofNullable(freeze)
                .map(asked -> new Frost(asked.reason() == null ? "no reason is given" : asked.reason(), end(asked)))
                .filter(frost -> frost.until().map(now::isBefore).orElse(true));
    }

    /** What slipped past a looser schema is no end: better frozen for too long than thawed by a slip. */
    private static Optional<Instant> end(Freeze freeze) {
        try {
            return Optional.ofNullable(freeze.until()).map(Instant::parse).map(Frost::whole);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Passes count in whole seconds: within the one that it falls in an end would be looked for again and again. */
    private static Instant whole(Instant end) {
        Instant second = end.truncatedTo(ChronoUnit.SECONDS);
        return second.equals(end) ? end : second.plusSeconds(1);
    }

    /** The end cannot be read. */
    public static boolean unclear(Freeze freeze) {
        return freeze != null && freeze.until() != null && end(freeze).isEmpty();
    }

    /** How long it still takes. */
    public Optional<Duration> left(Instant now) {
        return until.map(end -> Duration.between(now, end));
    }

    /** Whether until when, and why. */
    public String words() {
        return "frozen" + until.map(end -> " until " + end).orElse("") + " (" + reason + ")";
    }
}

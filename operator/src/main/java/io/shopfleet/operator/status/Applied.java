package io.shopfleet.operator.status;

import io.shopfleet.api.v1alpha1.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What became of a plan.
 *
 * @param writes objects that really changed on the server
 * @param repairs objects that somebody else had changed or deleted
 * @param taken objects that nobody owned and that are the service's now
 * @param problems objects that could not be written, and why
 * @param contested objects that somebody else changes all the time; they hold no step back
 * @param lookAgain when such an object may be put right again, or is no longer counted as one
 */
public record Applied(
        int writes,
        List<Repair> repairs,
        List<String> taken,
        List<Problem> problems,
        List<Problem> contested,
        Optional<Duration> lookAgain) {

    /** An object put right; {@code seen} tells one repair from the next. */
    public record Repair(String object, boolean deleted, String seen) {}

    public static final Applied NOTHING = new Applied(0, List.of(), List.of(), List.of(), List.of(), Optional.empty());

    /** Every object of the plan is in place, so its step took effect. */
    public boolean whole() {
        return problems.isEmpty();
    }
}

package io.shopfleet.operator.plan;

import io.shopfleet.api.v1alpha1.Problem;
import java.util.List;

/**
 * What became of a plan.
 *
 * @param writes objects that really changed on the server
 * @param repairs objects that somebody else had changed or deleted
 * @param problems objects that could not be written, and why
 */
public record Applied(int writes, List<Repair> repairs, List<Problem> problems) {

    /** An object put right; {@code seen} tells one repair from the next. */
    public record Repair(String object, boolean deleted, String seen) {}

    public static final Applied NOTHING = new Applied(0, List.of(), List.of());

    /** Every object of the plan is in place, so its step took effect. */
    public boolean whole() {
        return problems.isEmpty();
    }
}

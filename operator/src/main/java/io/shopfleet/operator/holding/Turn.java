package io.shopfleet.operator.holding;

import io.shopfleet.api.v1alpha1.ClaimOrigin;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.operator.claim.ExternalName;
import java.util.Optional;

/**
 * Something that a pass did and people want to hear of.
 *
 * @param key tells it from the next one of its reason
 */
public record Turn(boolean warning, Reason reason, String action, String message, String key) {

    public static Optional<Turn> of(Course course, ExternalName name, Optional<? extends Seen> seen) {
        return switch (course) {
            case Course.Claim claim when claim.origin() == ClaimOrigin.Adopted -> Optional.of(new Turn(
                    false, Reason.Adopted, "Adopt", name.name() + " exists already and belongs to this resource from now on",
                    seen.map(Seen::id).orElse("")));
            case Course.TakeBack() -> Optional.of(new Turn(
                    false, Reason.ClaimTakenBack, "Claim", name.name() + " was left by a resource of this name, and is its own again",
                    ""));
            default -> Optional.empty();
        };
    }

    /** A server that keeps nothing lost all it had. */
    public static Turn reset(ExternalName name) {
        return new Turn(true, Reason.BackendReset, "Create",
                "the server lost its data, as it keeps none when its pod goes; " + name.name() + " is made anew and empty",
                name.server());
    }

    /** @param existed then somebody changed it, or the specification did */
    public static Turn done(Step step, boolean existed) {
        return new Turn(false, Reason.Synced, existed ? "Update" : "Create", step.words(), step.words());
    }
}

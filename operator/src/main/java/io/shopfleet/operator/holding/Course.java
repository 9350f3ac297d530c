package io.shopfleet.operator.holding;

import io.shopfleet.api.v1alpha1.Adoption;
import io.shopfleet.api.v1alpha1.ClaimOrigin;
import io.shopfleet.api.v1alpha1.Loss;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.ShopClaimSpec;
import io.shopfleet.operator.claim.Tenure;
import java.util.Optional;

/** What comes next for a resource and the name that it stands for. */
public sealed interface Course {

    /** The name is claimed before anything is done. */
    record Claim(ClaimOrigin origin) implements Course {}

    /** The claim of a predecessor becomes the resource's own. */
    record TakeBack() implements Course {}

    /** The claim learns what tells the thing apart from a later one of its name. */
    record Recognize(String id) implements Course {}

    /** Nothing is touched until somebody acts. */
    record Hold(Problem problem) implements Course {}

    /** It is made or brought in line. */
    record Proceed() implements Course {}

    /**
     * @param claim as it stands, where there is one
     * @param seen id of what has the name now
     */
    static Course of(Terms terms, Tenure tenure, Optional<ShopClaimSpec> claim, Optional<String> seen) {
        return switch (tenure) {
            case Others -> hold("metadata.name", Reason.Conflict, "the name outside belongs to another resource",
                    "choose another name, or ask who runs the platform to delete its ShopClaim");
            case Free -> begin(terms, seen);
            case Inherited -> new TakeBack();
            case Ours -> go(terms, claim.orElseThrow(), seen);
        };
    }

    private static Course begin(Terms terms, Optional<String> seen) {
        if (seen.isEmpty()) {
            return new Claim(ClaimOrigin.Created);
        }
        return terms.adoption() == Adoption.Never
                ? hold("spec.adoption", Reason.NotOwned, "it exists already, and nobody has claimed it",
                        "set spec.adoption to IfUnclaimed to take it over as it is, or choose another name")
                : new Claim(ClaimOrigin.Adopted);
    }

    private static Course go(Terms terms, ShopClaimSpec claim, Optional<String> seen) {
        boolean lost = claim.id() != null && !seen.filter(claim.id()::equals).isPresent();
        if (!lost) {
            return seen.isPresent() && claim.id() == null ? new Recognize(seen.get()) : new Proceed();
        }
        if (terms.onLoss() == Loss.Recreate) {
            return seen.<Course>map(Recognize::new).orElseGet(Proceed::new);
        }
        return hold("spec.onLoss", Reason.ExternallyDeleted,
                seen.isPresent() ? "somebody else deleted it and made another one of its name" : "somebody else deleted it",
                "bring it back, or set spec.onLoss to Recreate to go on with what is there, or with a new and empty one");
    }

    private static Course hold(String path, Reason reason, String message, String hint) {
        return new Hold(new Problem(path, Severity.Error, reason, message, hint));
    }
}

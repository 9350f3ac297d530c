package io.shopfleet.operator.claim;

import io.shopfleet.api.v1alpha1.ClaimState;
import io.shopfleet.api.v1alpha1.ShopClaimSpec;
import java.util.Optional;

/** How a resource stands to a name. */
public enum Tenure {
    /** Nobody has claimed it. */
    Free,
    /** The resource itself has. */
    Ours,
    /** A resource of the same namespace and name had: it was deleted, and this one takes its place. */
    Inherited,
    /** Somebody else has, or had. */
    Others;

    public static Tenure of(Optional<ShopClaimSpec> claim, ExternalName name, Claimant who) {
        if (claim.isEmpty()) {
            return Free;
        }
        var owner = claim.get().owner();
        boolean namesake = owner.namespace().equals(who.namespace()) && owner.name().equals(who.name());
        if (!namesake || !name.isMeantBy(claim.get())) {
            return Others;
        }
        return owner.uid().equals(who.uid()) && claim.get().state() == ClaimState.Held ? Ours : Inherited;
    }
}

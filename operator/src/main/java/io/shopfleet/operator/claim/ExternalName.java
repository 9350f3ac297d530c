package io.shopfleet.operator.claim;

import io.shopfleet.api.v1alpha1.ClaimKind;
import io.shopfleet.api.v1alpha1.ShopClaimSpec;
import io.shopfleet.operator.fleet.CanonicalJson;
import java.util.List;
import java.util.Locale;

/**
 * A name on a server.
 *
 * @param server identity of the server, as it tells it; addresses say nothing, since another server may answer there
 */
public record ExternalName(ClaimKind kind, String server, String name) {

    /** Name of the ShopClaim, the same whoever asks: the API server lets one of them make it. */
    public String claim() {
        return kind.name().toLowerCase(Locale.ROOT) + "-" + CanonicalJson.digest(List.of(kind.name(), server, name));
    }

    /** False only for a name whose digest meets that of another. */
    boolean isMeantBy(ShopClaimSpec claim) {
        return claim.kind() == kind && claim.server().equals(server) && claim.name().equals(name);
    }
}

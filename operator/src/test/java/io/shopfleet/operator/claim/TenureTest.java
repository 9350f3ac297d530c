package io.shopfleet.operator.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.api.v1alpha1.ClaimKind;
import io.shopfleet.api.v1alpha1.ClaimOrigin;
import io.shopfleet.api.v1alpha1.ClaimOwner;
import io.shopfleet.api.v1alpha1.ClaimState;
import io.shopfleet.api.v1alpha1.ShopClaimSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenureTest {
    private static final ExternalName NAME = new ExternalName(ClaimKind.Topic, "cluster-1", "shop.prices");
    private static final Claimant WHO = new Claimant("shop", "prices", "uid-1");

    private static ShopClaimSpec claim(String namespace, String name, String uid, ClaimState state) {
        return new ShopClaimSpec(ClaimKind.Topic, "cluster-1", "shop.prices", new ClaimOwner(namespace, name, uid), state,
                ClaimOrigin.Created, null, List.of());
    }

    @Test
    void aNameThatNobodyClaimedIsFree() {
        assertThat(Tenure.of(Optional.empty(), NAME, WHO)).isEqualTo(Tenure.Free);
    }

    @ParameterizedTest
    @CsvSource({
        "shop,  prices, uid-1, Held,     Ours",
        "shop,  prices, uid-0, Held,     Inherited",
        "shop,  prices, uid-0, Released, Inherited",
        "shop,  prices, uid-1, Released, Inherited",
        "shop,  others, uid-1, Held,     Others",
        "other, prices, uid-1, Held,     Others",
        "other, prices, uid-1, Released, Others"})
    void aClaimBelongsToTheResourceOfItsNamespaceAndName(
            String namespace, String name, String uid, ClaimState state, Tenure expected) {
        assertThat(Tenure.of(Optional.of(claim(namespace, name, uid, state)), NAME, WHO)).isEqualTo(expected);
    }

    @Test
    void aClaimThatMeansAnotherNameIsOthers() {
        var other = new ShopClaimSpec(ClaimKind.Topic, "cluster-1", "shop.orders", WHO.owner(), ClaimState.Held,
                ClaimOrigin.Created, null, List.of());
        assertThat(Tenure.of(Optional.of(other), NAME, WHO)).isEqualTo(Tenure.Others);
    }

    @Test
    void namesOfOtherKindsServersAndThingsHaveOtherClaims() {
        Set<String> claims = new HashSet<>(List.of(
                NAME.claim(),
                new ExternalName(ClaimKind.Database, "cluster-1", "shop.prices").claim(),
                new ExternalName(ClaimKind.Topic, "cluster-2", "shop.prices").claim(),
                new ExternalName(ClaimKind.Topic, "cluster-1", "shop.price").claim()));
        assertThat(claims).hasSize(4).allMatch(name -> name.matches("(topic|database)-[0-9a-f]{16}"));
        assertThat(new ExternalName(ClaimKind.Topic, "cluster-1", "shop.prices").claim()).isEqualTo(NAME.claim());
    }
}

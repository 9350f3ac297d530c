package io.shopfleet.operator.tenancy;

import static io.shopfleet.operator.tenancy.Town.newcomer;
import static io.shopfleet.operator.tenancy.Town.replicas;
import static io.shopfleet.operator.tenancy.Town.resident;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Places that were given a moment ago")
class PlacesTest {
    private static final String SHOP = "shop/default";

    private final Places places = new Places();
    private final List<Tenant> cache = new ArrayList<>();

    private boolean fits(Tenant tenant, int limit) {
        return !places.room(SHOP, tenant, () -> cache, replicas(limit)).refused();
    }

    /** The cache tells of a change, and who is woken by that. */
    private List<String> told(Tenant now) {
        Optional<Tenant> before = cache.stream().filter(tenant -> tenant.name().equals(now.name())).findFirst();
        before.ifPresent(cache::remove);
        cache.add(now);
        return List.copyOf(places.changed(SHOP, now.name(), before, Optional.of(now)));
    }

    private List<String> gone(Tenant tenant) {
        cache.remove(tenant);
        return List.copyOf(places.changed(SHOP, tenant.name(), Optional.of(tenant), Optional.empty()));
    }

    @Test
    void areTakenBeforeTheCacheShowsThemEvenForOneThatIsOlderByName() {
        told(newcomer("b", 1, 3));
        assertThat(fits(newcomer("b", 1, 3), 3)).isTrue();
        told(newcomer("a", 1, 3));
        assertThat(fits(newcomer("a", 1, 3), 3)).isFalse();
        told(resident("b", 1, 3));
        assertThat(fits(newcomer("a", 1, 3), 3)).isFalse();
        assertThat(fits(resident("b", 1, 3), 3)).isTrue();
    }

    @Test
    void areFreeAgainWhenTheServiceIsGone() {
        told(newcomer("a", 1, 3));
        fits(newcomer("a", 1, 3), 3);
        gone(newcomer("a", 1, 3));
        assertThat(fits(newcomer("b", 2, 3), 3)).isTrue();
    }

    @Test
    void whatTheStatusSaysCountsOnceItHasSaidThem() {
        told(newcomer("a", 1, 3));
        fits(newcomer("a", 1, 3), 9);
        told(resident("a", 1, 3));
        told(resident("a", 1, 8));
        assertThat(fits(newcomer("b", 2, 2), 9)).as("a was accepted for 8 while there were no limits").isFalse();
    }

    @Test
    void aChangeWakesWhoWaitsInThePlaceAndNobodyElse() {
        Tenant[] fitting = {resident("a", 1, 2), resident("b", 2, 2)};
        Arrays.stream(fitting).forEach(this::told);
        told(newcomer("c", 3, 5));
        Arrays.stream(fitting).forEach(tenant -> assertThat(fits(tenant, 6)).isTrue());
        assertThat(fits(newcomer("c", 3, 5), 6)).isFalse();
        assertThat(places.changed("other/default", "x", Optional.empty(), Optional.of(newcomer("x", 1, 1)))).isEmpty();
        assertThat(told(resident("a", 1, 2))).as("nothing that counts has changed").isEmpty();
        assertThat(told(resident("a", 1, 2, 1))).containsExactly("c");
        assertThat(fits(newcomer("c", 3, 5), 6)).isFalse();
        assertThat(gone(resident("b", 2, 2))).containsExactly("c");
        assertThat(fits(newcomer("c", 3, 5), 6)).isTrue();
        assertThat(told(resident("a", 1, 1, 0))).as("it waits no more").isEmpty();
    }

    @Test
    void whoWaitsIsNotWokenByItself() {
        told(newcomer("a", 1, 5));
        assertThat(fits(newcomer("a", 1, 5), 3)).isFalse();
        assertThat(told(newcomer("a", 1, 4))).isEmpty();
        assertThat(gone(newcomer("a", 1, 4))).isEmpty();
        assertThat(told(newcomer("b", 1, 1))).as("a is gone and waits for nothing").isEmpty();
    }
}

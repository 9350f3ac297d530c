package io.shopfleet.operator.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.api.v1alpha1.Grant;
import io.shopfleet.api.v1alpha1.Requirement;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.Provider.Id;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** In any fleet, whoever sees something else after a change is woken by it. */
class ChangePropertiesTest {
    private static final List<String> NAMES =
            List.of("shop/a", "shop/b", "shop/c", "shop/d", "pay/e", "pay/f");

    @Provide
    Arbitrary<Town> towns() {
        return Combinators.combine(NAMES.stream().map(ChangePropertiesTest::services).toList())
                .as(services -> {
                    var town = new Town();
                    services.forEach(town::with);
                    return town;
                });
    }

    @Provide
    Arbitrary<ShopService> changed() {
        return Arbitraries.of(NAMES).flatMap(ChangePropertiesTest::services);
    }

    private static Arbitrary<ShopService> services(String name) {
        var edges = Combinators.combine(
                        Arbitraries.of(NAMES),
                        Arbitraries.of(Requirement.Ready, Requirement.Ready, Requirement.Exists, Requirement.Optional),
                        Arbitraries.of("1.4").injectNull(0.7))
                .as(Town::edge)
                .list()
                .ofMaxSize(3);
        var grants = Arbitraries.of(new Grant("shop", null), new Grant("pay", null), new Grant("shop", "a")).list().ofMaxSize(2);
        return Combinators.combine(edges, grants, Arbitraries.of("", "1.3.0", "1.4.0"))
                .as((needs, granted, version) -> Town.service(name, needs, granted, version));
    }

    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
    void whoSeesSomethingElseIsWoken(@ForAll("towns") Town before, @ForAll("changed") ShopService service) {
        assertWoken(before, before.copy().with(service), Id.of(service));
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void whoMissesOrGainsSomethingIsWoken(@ForAll("towns") Town whole, @ForAll("changed") ShopService service) {
        Id id = Id.of(service);
        Town without = whole.copy().without(id.toString());
        assertWoken(whole, without, id);
        assertWoken(without, whole, id);
    }

    private static void assertWoken(Town before, Town after, Id changed) {
        var different = new TreeSet<String>();
        after.ids().stream()
                .filter(id -> !id.equals(changed))
                .filter(id -> !before.seenBy(id.toString()).equals(after.seenBy(id.toString())))
                .forEach(id -> different.add(id.toString()));
        assertThat(before.woken(changed.toString(), after)).containsAll(different);
    }
}

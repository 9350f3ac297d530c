package io.shopfleet.operator.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.api.v1alpha1.Requirement;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Services that wait for each other")
class CyclesTest {

    @Test
    void twoNameTheSameCycleFromEitherSide() {
        var town = new Town().with("shop/orders", "shop/catalog").with("shop/catalog", "shop/orders");
        assertThat(town.cycle("shop/orders", "shop/catalog")).isEqualTo("shop/catalog shop/orders");
        assertThat(town.cycle("shop/catalog", "shop/orders")).isEqualTo("shop/catalog shop/orders");
    }

    @Test
    void threeNameTheSameCycleAndWhoOnlyUsesThemIsInNone() {
        var town = new Town()
                .with("shop/a", "shop/c")
                .with("shop/b", "shop/a")
                .with("shop/c", "shop/b")
                .with("shop/web", "shop/a", "shop/b");
        assertThat(town.cycle("shop/a", "shop/c")).isEqualTo("shop/a shop/c shop/b");
        assertThat(town.cycle("shop/b", "shop/a")).isEqualTo("shop/a shop/c shop/b");
        assertThat(town.cycle("shop/c", "shop/b")).isEqualTo("shop/a shop/c shop/b");
        assertThat(town.cycle("shop/web", "shop/a")).isEmpty();
    }

    @Test
    void theShortestWayIsNamed() {
        var town = new Town()
                .with("shop/a", "shop/b")
                .with("shop/b", "shop/c", "shop/d")
                .with("shop/c", "shop/d")
                .with("shop/d", "shop/a");
        assertThat(town.cycle("shop/a", "shop/b")).isEqualTo("shop/a shop/b shop/d");
        assertThat(town.cycle("shop/c", "shop/d")).isEqualTo("shop/a shop/b shop/c shop/d");
    }

    @Test
    void anEdgeOutOfTheCycleIsInNone() {
        var town = new Town()
                .with("shop/a", "shop/b", "shop/z")
                .with("shop/b", "shop/a")
                .with("shop/z");
        assertThat(town.cycle("shop/a", "shop/b")).isNotEmpty();
        assertThat(town.cycle("shop/a", "shop/z")).isEmpty();
    }

    @Test
    void edgesThatKeepNobodyWaitingMakeNoCycle() {
        for (Requirement require : List.of(Requirement.Optional, Requirement.Exists)) {
            var town = new Town()
                    .with("shop/a", "shop/b")
                    .with(Town.service("shop/b", List.of(Town.edge("shop/a", require, null))));
            assertThat(town.cycle("shop/a", "shop/b")).isEmpty();
            assertThat(town.cycle("shop/b", "shop/a")).isEmpty();
        }
    }

    @Test
    void anEdgeThatWaitsForAVersionWaitsEvenIfItIsSatisfiedWithExistence() {
        var town = new Town()
                .with("shop/a", "shop/b")
                .with(Town.service("shop/b", List.of(Town.edge("shop/a", Requirement.Exists, "1.4"))));
        assertThat(town.cycle("shop/a", "shop/b")).isEqualTo("shop/a shop/b");
    }

    @Test
    void acrossNamespacesOnlyGrantedEdgesCount() {
        var town = new Town()
                .with("shop/orders", "pay/cards")
                .with("pay/cards", "shop/orders")
                .grant("pay/cards", "shop");
        assertThat(town.cycle("shop/orders", "pay/cards")).isEmpty();
        assertThat(town.seenBy("pay/cards").get(Town.id("shop/orders")).value()).isEmpty();
        town.grant("shop/orders", "pay");
        assertThat(town.cycle("shop/orders", "pay/cards")).isEqualTo("pay/cards shop/orders");
        assertThat(town.cycle("pay/cards", "shop/orders")).isEqualTo("pay/cards shop/orders");
    }

    @Test
    void anEdgeToItselfOrToNothingIsNoCycle() {
        var town = new Town().with("shop/a", "shop/a", "shop/gone");
        assertThat(town.cycle("shop/a", "shop/a")).isEmpty();
        assertThat(town.cycle("shop/a", "shop/gone")).isEmpty();
    }

    private static Town ring(int size) {
        var town = new Town();
        IntStream.range(0, size).forEach(i -> town.with("shop/s" + i, "shop/s" + (i + 1) % size));
        return town;
    }

    @Test
    void aLongCycleIsFoundUpToALimitAndBeyondItNothingIsSaid() {
        assertThat(ring(Cycles.LIMIT).cycle("shop/s0", "shop/s1").split(" ")).hasSize(Cycles.LIMIT);
        assertThat(ring(Cycles.LIMIT + 1).cycle("shop/s0", "shop/s1")).isEmpty();
    }

    @Test
    void aWalkLooksAtNoMoreServicesThanTheLimitAllows() {
        var town = new Town();
        int fleet = 20_000;
        IntStream.range(0, fleet).forEach(i -> town.with("shop/s" + i, "shop/s" + (2 * i + 1), "shop/s" + (2 * i + 2)));
        var looked = new HashSet<>();
        Neighbours.of(town.service(Town.id("shop/s0")), id -> {
            looked.add(id);
            return town.node(id);
        });
        assertThat(looked).hasSize(Cycles.LIMIT - 1);
    }
}

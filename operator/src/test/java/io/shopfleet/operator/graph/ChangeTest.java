package io.shopfleet.operator.graph;

import static io.shopfleet.operator.graph.Town.edge;
import static io.shopfleet.operator.graph.Town.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.api.v1alpha1.Grant;
import io.shopfleet.api.v1alpha1.Requirement;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The change of a service wakes whom it concerns")
class ChangeTest {

    @Test
    void anotherVersionWakesOnlyWhoAsksForOne() {
        var before = new Town()
                .with(service("shop/catalog", List.of(), List.of(), "1.3.0"))
                .with(service("shop/orders", List.of(edge("shop/catalog", Requirement.Ready, "1.4"))))
                .with("shop/web", "shop/catalog");
        var after = before.copy().with(service("shop/catalog", List.of(), List.of(), "1.4.0"));
        assertThat(before.woken("shop/catalog", after)).containsExactly("shop/orders");
    }

    @Test
    void comingUpWakesEveryDependant() {
        var before = new Town().with("shop/catalog").with("shop/orders", "shop/catalog").with("shop/web", "shop/catalog");
        var after = before.copy().with(service("shop/catalog", List.of(), List.of(), "1.3.0"));
        assertThat(before.woken("shop/catalog", after)).containsExactly("shop/orders", "shop/web");
    }

    @Test
    void aGrantWakesOnlyWhomItAdmits() {
        var before = new Town()
                .with("pay/cards")
                .with("pay/ledger", "pay/cards")
                .with("shop/orders", "pay/cards")
                .with("shop/web", "pay/cards")
                .with("reports/sums", "pay/cards");
        var after = before.copy().with(service("pay/cards", List.of(), List.of(new Grant("shop", "orders")), ""));
        assertThat(before.woken("pay/cards", after)).containsExactly("shop/orders");
        assertThat(after.woken("pay/cards", before)).containsExactly("shop/orders");
    }

    @Test
    void whoIsNotAdmittedIsNotWokenByWhatItMayNotSee() {
        var before = new Town().with("pay/cards").with("shop/orders", "pay/cards");
        var after = before.copy().with(service("pay/cards", List.of(), List.of(), "1.3.0"));
        assertThat(before.woken("pay/cards", after)).isEmpty();
        assertThat(before.woken("pay/cards", before.copy().without("pay/cards"))).isEmpty();
    }

    @Test
    void anEdgeThatClosesOrOpensACycleWakesTheWholeCycle() {
        var before = new Town().with("shop/a", "shop/b").with("shop/b", "shop/c").with("shop/c").with("shop/web", "shop/a");
        var after = before.copy().with("shop/c", "shop/a");
        assertThat(before.woken("shop/c", after)).containsExactly("shop/a", "shop/b");
        assertThat(after.woken("shop/c", before)).containsExactly("shop/a", "shop/b");
    }

    @Test
    void anEdgeThatLeadsElsewhereWakesNobodyEvenInsideACycle() {
        var before = new Town()
                .with("shop/a", "shop/b").with("shop/b", "shop/a").with("shop/z").with("shop/web", "shop/a");
        var after = before.copy().with("shop/a", "shop/b", "shop/z");
        assertThat(before.woken("shop/a", after)).isEmpty();
    }

    @Test
    void aServiceThatComesOrGoesInTheMiddleOfACycleWakesAllOfIt() {
        var whole = new Town().with("shop/a", "shop/b").with("shop/b", "shop/c").with("shop/c", "shop/a");
        var without = whole.copy().without("shop/b");
        assertThat(whole.woken("shop/b", without)).containsExactly("shop/a", "shop/c");
        assertThat(without.woken("shop/b", whole)).containsExactly("shop/a", "shop/c");
    }

    @Test
    void aGrantThatClosesACycleWakesTheWholeCycle() {
        var before = new Town()
                .with("shop/a", "shop/b").with("shop/b", "pay/c").with("pay/c", "shop/a").grant("pay/c", "shop");
        var after = before.copy().grant("shop/a", "pay");
        assertThat(before.woken("shop/a", after)).containsExactly("pay/c", "shop/b");
    }
}

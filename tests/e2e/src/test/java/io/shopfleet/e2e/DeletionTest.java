package io.shopfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@OnNode
@Order(9)
class DeletionTest {

    @Test
    void aDeletedServiceLeavesNothingBehindAndItsProviderStays() {
        Shop shop = Shop.shared();
        assertThat(Children.names(shop, Shop.ORDERS)).hasSizeGreaterThan(8);
        shop.kubectl("delete", "shopservice", Shop.ORDERS);
        Await.untilAsserted("everything of orders to be gone", () -> assertThat(Children.names(shop, Shop.ORDERS)).isEmpty());
        assertThat(shop.visitor().get(shop.url(Shop.CATALOG, "/products")).code()).isEqualTo(200);
    }
}

package io.shopfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@OnNode
@Order(1)
class FirstInstallTest {

    @Test
    void catalogBecomesReadyAndAnswersOverItsServiceWithItsRevision() {
        Shop shop = Shop.shared();
        Answer products = shop.visitor().get(shop.url(Shop.CATALOG, "/products/MUG-01"));
        assertThat(products.code()).isEqualTo(200);
        assertThat(products.json().path("sku").asText()).isEqualTo("MUG-01");
        assertThat(products.service()).isEqualTo("catalog");
        assertThat(products.revision()).isEqualTo(shop.serving(Shop.CATALOG));
    }

    @Test
    void anOrderIsPlacedAtThePriceThatCatalogNames() {
        Shop shop = Shop.shared();
        Answer order = shop.visitor().post(shop.url(Shop.ORDERS, "/orders"), Shop.ORDER);
        assertThat(order.code()).as(order.body()).isEqualTo(201);
        assertThat(order.json().at("/lines/0/unitPrice/amountMinor").asLong()).isEqualTo(1290);
        assertThat(order.json().at("/total/amountMinor").asLong()).isEqualTo(2580);
        assertThat(order.revision()).isEqualTo(shop.serving(Shop.ORDERS));
    }
}

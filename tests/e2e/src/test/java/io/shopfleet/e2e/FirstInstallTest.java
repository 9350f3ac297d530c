package io.shopfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A team applies the files of the sample shop. */
@OnNode
@Order(1)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstInstallTest {

    @Test
    @Order(1)
    void filesMayBeAppliedInAnyOrderAndTheServiceSaysWhatItWaitsFor() {
        Shop shop = Shop.place();
        shop.apply(Shop.ORDERS);
        awaitReason(shop, "Accepted", "False", "EnvironmentMissing");
        assertThat(line(shop)).matches("orders +False +Blocked .*");

        shop.applyEnvironment();
        awaitReason(shop, "Accepted", "True", "Valid");
        awaitReason(shop, "DependenciesReady", "False", "DependencyMissing");
        assertThat(line(shop)).matches("orders +False +Waiting +0 +catalog +.*");
        assertThat(shop.pods(Shop.ORDERS)).isEmpty();

        shop.apply(Shop.CATALOG);
        shop.awaitReady(Shop.CATALOG);
        shop.awaitReady(Shop.ORDERS);
        assertThat(line(shop)).matches("orders +True +1\\.0\\.0 +Running +2 +.*");
    }

    @Test
    @Order(2)
    void catalogAnswersOverItsServiceWithItsRevision() {
        Shop shop = Shop.shared();
        Answer products = shop.visitor().get(shop.url(Shop.CATALOG, "/products/MUG-01"));
        assertThat(products.code()).isEqualTo(200);
        assertThat(products.json().path("sku").asText()).isEqualTo("MUG-01");
        assertThat(products.service()).isEqualTo("catalog");
        assertThat(products.revision()).isEqualTo(shop.serving(Shop.CATALOG));
    }

    @Test
    @Order(3)
    void anOrderIsPlacedAtThePriceThatCatalogNames() {
        Shop shop = Shop.shared();
        Answer order = shop.visitor().post(shop.url(Shop.ORDERS, "/orders"), Shop.ORDER);
        assertThat(order.code()).as(order.body()).isEqualTo(201);
        assertThat(order.json().at("/lines/0/unitPrice/amountMinor").asLong()).isEqualTo(1290);
        assertThat(order.json().at("/total/amountMinor").asLong()).isEqualTo(2580);
        assertThat(order.revision()).isEqualTo(shop.serving(Shop.ORDERS));
    }

    @Test
    @Order(4)
    void everyPodOfTheShopRunsWhereTheLevelRestrictedIsEnforced() {
        Shop shop = Shop.shared();
        assertThat(shop.pods(Shop.CATALOG)).hasSize(2);
        assertThatThrownBy(() -> shop.kubectl("run", "bare", "--image=shopfleet.local/load:1.0.0"))
                .as("the level is in force").hasMessageContaining("violates PodSecurity \"restricted:latest\"");
    }

    private static void awaitReason(Shop shop, String type, String status, String reason) {
        Await.untilAsserted("orders to be " + reason, () -> assertThat(shop.condition(Shop.ORDERS, type)).get().satisfies(
                condition -> assertThat(condition.getStatus() + " " + condition.getReason()).isEqualTo(status + " " + reason)));
    }

    private static String line(Shop shop) {
        return shop.kubectl("get", "shopservice", Shop.ORDERS, "--no-headers").strip();
    }
}

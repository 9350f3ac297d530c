package io.shopfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.api.v1alpha1.ShopEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Services that let in only declared callers. Where the cluster enforces policies somebody else is kept out, which is tried. */
@OnNode
@Order(11)
class IsolationTest {

    @AfterAll
    static void open() {
        Shop.place().applyEnvironment();
    }

    @Test
    void whoIsDeclaredGetsInAndWhoIsNotStaysOutWhereThatIsEnforced() {
        Shop shop = Shop.shared();
        Visitor visitor = shop.visitor();
        isolate(shop, "[{name: visitor, namespaces: {matchLabels: {kubernetes.io/metadata.name: " + shop.namespace()
                + "}}, pods: {app: visitor}}]");
        Await.until("both policies to be there", () -> shop.kubectl("get", "networkpolicies", "--output=name").lines().count() == 2);
        assertThat(visitor.get(shop.url(Shop.CATALOG, "/products")).code()).as("a peer of the environment").isEqualTo(200);
        assertThat(visitor.post(shop.url(Shop.ORDERS, "/orders"), Shop.ORDER).code()).as("orders calls catalog").isEqualTo(201);
        assertThat(Node.client().resources(ShopEnvironment.class).withName(shop.namespace()).get().getStatus().conditions())
                .filteredOn(condition -> condition.getType().equals("NetworkIsolated"))
                .singleElement()
                .satisfies(condition -> assertThat(condition.getReason()).isEqualTo("NotVerified"));

        isolate(shop, "[]");
        Await.until("the visitor to be left out of the policy", () ->
                !shop.kubectl("get", "networkpolicy/catalog", "--output=yaml").contains("visitor"));
        int code = visitor.get(shop.url(Shop.CATALOG, "/products")).code();
        Assumptions.assumeFalse(code == 200, "this cluster enforces no policies");
        assertThat(code).as("no answer at all").isZero();
    }

    private static void isolate(Shop shop, String peers) {
        shop.applyEnvironment("network: {isolation: DeclaredCallers, alsoFrom: " + peers + "}");
    }
}

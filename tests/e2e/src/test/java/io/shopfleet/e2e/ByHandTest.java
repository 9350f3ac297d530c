package io.shopfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What people do by hand: what is the operator's is put right and told, what is theirs stays. */
@OnNode
@Order(2)
class ByHandTest {

    @Test
    void anEditedImageIsPutRightAndToldAndAForeignAnnotationStays() {
        Shop shop = Shop.shared();
        String deployment = shop.deployment(Shop.CATALOG).getMetadata().getName();
        shop.kubectl("annotate", "deployment/" + deployment, "team.example/on-call=alice");
        shop.kubectl("set", "image", "deployment/" + deployment, "app=shopfleet.local/catalog:6.6.6");
        Await.until("the image to be put right", () -> shop.deployment(Shop.CATALOG).getSpec().getTemplate().getSpec().getContainers()
                .getFirst().getImage().equals("shopfleet.local/catalog:1.0.0"));
        Await.untilAsserted("the repair to be told", () -> assertThat(shop.kubectl("describe", "shopservice", Shop.CATALOG))
                .containsPattern("Warning +DriftRepaired .*Deployment " + deployment + " was changed by somebody else; it is put right"));
        assertThat(shop.deployment(Shop.CATALOG).getMetadata().getAnnotations()).containsEntry("team.example/on-call", "alice");
        shop.awaitOnlyServing(Shop.CATALOG);
    }

    @Test
    void aDeletedServiceComesBackAndIsTold() {
        Shop shop = Shop.shared();
        String before = uidOfService(shop);
        shop.kubectl("delete", "service", Shop.ORDERS);
        Await.until("the Service orders to be back", () -> !uidOfService(shop).isEmpty() && !uidOfService(shop).equals(before));
        Await.untilAsserted("the repair to be told", () -> assertThat(shop.kubectl("describe", "shopservice", Shop.ORDERS))
                .containsPattern("Warning +DriftRepaired .*Service orders was deleted; it is back"));
        Await.until("orders to answer at its new address",
                () -> shop.visitor().get(shop.url(Shop.ORDERS, "/orders")).code() == 200);
    }

    @Test
    void kubectlScaleChangesTheNumberOfPodsAndNothingElse() {
        Shop shop = Shop.shared();
        String serving = shop.serving(Shop.CATALOG);
        shop.kubectl("scale", "shopservice", Shop.CATALOG, "--replicas=3");
        Await.until("three pods to be available", () -> shop.status(Shop.CATALOG).orElseThrow().availableReplicas() == 3);
        shop.awaitReady(Shop.CATALOG);
        assertThat(shop.kubectl("get", "shopservice", Shop.CATALOG, "--no-headers"))
                .matches("catalog +True +1\\.0\\.0 +Running +3 +\\S+\n");
        assertThat(shop.serving(Shop.CATALOG)).isEqualTo(serving);
        shop.kubectl("scale", "shopservice", Shop.CATALOG, "--replicas=1");
        Await.until("one pod to be left", () -> shop.pods(Shop.CATALOG).size() == 1);
        Await.until("the disruption budget, which would keep a single pod from ever moving, to go", () -> budget(shop).isEmpty());
        shop.kubectl("scale", "shopservice", Shop.CATALOG, "--replicas=2");
        Await.until("the disruption budget to be back", () -> !budget(shop).isEmpty());
        shop.awaitReady(Shop.CATALOG);
    }

    private static String budget(Shop shop) {
        return shop.kubectl("get", "poddisruptionbudgets", Shop.CATALOG, "--ignore-not-found", "--output=name");
    }

    private static String uidOfService(Shop shop) {
        return shop.kubectl("get", "services", Shop.ORDERS, "--ignore-not-found", "--output=jsonpath={.metadata.uid}");
    }
}

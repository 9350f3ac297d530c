package io.shopfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.api.v1alpha1.RolloutStatus;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Load makes pods, measured on a real node; a new image takes over at their number; and the number goes back to the spec. */
@OnNode
@Order(7)
class AutoscalingTest {
    /** So little that the load of these tests is above it with two pods, and with three. */
    private static final String AUTOSCALING = "autoscaling: {min: 2, max: 3, cpuPercent: 2}";

    @Test
    void loadAddsPodsARolloutKeepsThemAndTheSpecTakesTheNumberBack() {
        Shop shop = Shop.shared();
        String fixed = shop.file(Shop.CATALOG);
        String autoscaled = fixed.replaceFirst("(?m)^  replicas: .*$", "  " + AUTOSCALING);
        try (Load load = shop.load()) {
            Node.apply(autoscaled);
            Await.until("the load to make three pods", () -> shop.status(Shop.CATALOG).orElseThrow().availableReplicas() == 3);
            shop.awaitReady(Shop.CATALOG);
            assertThat(shop.kubectl("get", "shopservice", Shop.CATALOG, "--no-headers"))
                    .matches("catalog +True +\\S+ +Running +3 +\\S+\n");

            Node.apply(inDollars(autoscaled));
            Await.atOnce("the rollout to be for three pods", () -> Integer.valueOf(3).equals(rollout(shop).replicas()));
            Await.until("the autoscaler to be back", () -> Boolean.TRUE.equals(rollout(shop).autoscaled()));
            shop.awaitOnlyServing(Shop.CATALOG);
            assertThat(shop.status(Shop.CATALOG).orElseThrow().availableReplicas()).isEqualTo(3);
            assertThat(autoscalers(shop).strip()).endsWith("/catalog-" + shop.serving(Shop.CATALOG));
            load.awaitSecondsMore(1);
            assertThat(load.answers().lost()).isEmpty();
        }
        Node.apply(inDollars(fixed));
        Await.until("two pods to be left", () -> shop.pods(Shop.CATALOG).size() == 2);
        shop.awaitReady(Shop.CATALOG);
        assertThat(autoscalers(shop)).isEmpty();
        assertThat(shop.kubectl("describe", "shopservice", Shop.CATALOG)).doesNotContain("replicas of Deployment");
        shop.apply(Shop.CATALOG);
        shop.awaitOnlyServing(Shop.CATALOG);
    }

    /** Another config is another revision. */
    private static String inDollars(String file) {
        return file.replace("pricing.currency: EUR", "pricing.currency: USD");
    }

    private static RolloutStatus rollout(Shop shop) {
        return shop.status(Shop.CATALOG).orElseThrow().rollout();
    }

    private static String autoscalers(Shop shop) {
        return shop.kubectl("get", "horizontalpodautoscalers", "--output=name");
    }
}

package io.shopfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A service that runs already is taken over, goes on to a new version, is let go and taken back, while customers shop on. */
@OnNode
@Order(12)
class AdoptionTest {
    private static final String PRICES = "prices";
    private static final String SELECTED = "\n  pod: {labels: {app: prices}}";

    @Test
    void whatRanBeforeIsTakenOverWithoutARestartAndWithoutALostRequest() {
        Shop shop = Shop.shared();
        Node.apply(Resource.text("prices-before.yaml").replace("@NAMESPACE@", shop.namespace()));
        shop.kubectl("rollout", "status", "deployment/" + PRICES, "--timeout=120s");
        List<String> before = pods(shop, "app=prices");
        assertThat(before).hasSize(2);
        try (Load load = Load.start(shop.namespace(), 20, Load.Target.get(shop.url(PRICES, "/products")))) {
            Node.apply(service(shop, "1.0.0", ""));
            shop.awaitReady(PRICES);
            assertThat(pods(shop, "app=prices")).isEqualTo(before);
            Await.until("events to tell of both", () -> events(shop).matches("(?s).*Normal +Adopted [^\n]*Deployment prices.*")
                    && events(shop).matches("(?s).*Normal +Adopted [^\n]*Service prices.*"));

            Node.apply(service(shop, "1.1.0", SELECTED));
            shop.awaitOnlyServing(PRICES);
            Await.until("the pods from before to be gone", () -> pods(shop, "app=prices,!shopfleet.io/service").isEmpty());
            assertThat(shop.kubectl("get", "deployments", "--output=name").lines()).doesNotContain("deployment.apps/" + PRICES);
            load.awaitSecondsMore(1);
            assertThat(load.answers().lost()).isEmpty();
            assertThat(load.answers().revisionsOf(PRICES)).containsExactlyInAnyOrder("before", shop.serving(PRICES));

            List<String> own = pods(shop, "app=prices");
            shop.kubectl("delete", "shopservice", PRICES, "--cascade=orphan");
            load.awaitSecondsMore(1);
            Node.apply(service(shop, "1.1.0", SELECTED));
            shop.awaitReady(PRICES);
            assertThat(pods(shop, "app=prices")).isEqualTo(own);
            load.awaitSecondsMore(1);
            assertThat(load.answers().lost()).isEmpty();
        }
        shop.kubectl("delete", "shopservice", PRICES, "--cascade=foreground", "--timeout=60s");
    }

    private static String events(Shop shop) {
        return shop.kubectl("describe", "shopservice", PRICES);
    }

    private static String service(Shop shop, String version, String lines) {
        return shop.file(Shop.CATALOG)
                        .replaceFirst("name: catalog", "name: prices\n  annotations: {shopfleet.io/adopt: \"true\"}")
                        .replaceFirst("catalog:[0-9.]+", "catalog:" + version)
                        .replaceFirst("(?m)^  config:\n(    .*\n)+", "")
                        .stripTrailing()
                + lines + "\n";
    }

    private static List<String> pods(Shop shop, String selector) {
        return Node.client().pods().inNamespace(shop.namespace()).withLabelSelector(selector).list().getItems().stream()
                .map(Pod::getMetadata)
                .map(meta -> meta.getUid())
                .sorted()
                .toList();
    }
}

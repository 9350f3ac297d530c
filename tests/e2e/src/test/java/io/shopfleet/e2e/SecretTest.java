package io.shopfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A service says what is wrong with the Secret it names, and goes on by itself when that is mended. */
@OnNode
@Order(3)
class SecretTest {
    private static final String SERVICE = "reports";

    @Test
    void aSecretWithoutTheLabelIsToldAndUsedAsSoonAsItHasIt() {
        Shop shop = Shop.shared();
        shop.kubectl("create", "secret", "generic", "partner", "--from-literal=api-key=not-a-real-key");
        Node.apply("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: reports, namespace: %s}
                spec:
                  environment: %s
                  image: shopfleet.local/catalog:1.0.0
                  replicas: 0
                  env: [{name: API_KEY, secretKeyRef: {name: partner, key: api-key}}]
                """.formatted(shop.namespace(), shop.namespace()));
        awaitAccepted(shop, "False SecretNotBindable");
        shop.kubectl("label", "secret", "partner", "shopfleet.io/bindable=true");
        awaitAccepted(shop, "True Valid");
        shop.awaitReady(SERVICE);
        String copy = copies(shop);
        assertThat(copy).matches("secret/reports-epoch-[0-9]+\n");
        shop.kubectl("patch", "secret", "partner", "--patch={\"stringData\": {\"api-key\": \"another\"}}");
        Await.untilAsserted("a copy of the new key in place of the old one", () ->
                assertThat(copies(shop)).isNotEqualTo(copy).matches("secret/reports-epoch-[0-9]+\n"));
        shop.kubectl("delete", "shopservice", SERVICE);
        assertThat(shop.kubectl("get", "secret", "partner", "--output=name")).as("a team's Secret is never touched").isEqualTo("secret/partner\n");
    }

    private static String copies(Shop shop) {
        return shop.kubectl("get", "secrets", "--selector=shopfleet.io/service=" + SERVICE, "--output=name");
    }

    private static void awaitAccepted(Shop shop, String expected) {
        Await.untilAsserted("reports to be " + expected, () -> assertThat(shop.condition(SERVICE, "Accepted")).get()
                .satisfies(accepted -> assertThat(accepted.getStatus() + " " + accepted.getReason()).isEqualTo(expected)));
    }
}

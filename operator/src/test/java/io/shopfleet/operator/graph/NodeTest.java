package io.shopfleet.operator.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.api.v1alpha1.Grant;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.Provider.Id;
import io.shopfleet.operator.manifest.Yaml;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A service as others meet it")
class NodeTest {

    private static Node node(String spec, String status) {
        return Node.of(Yaml.resource(
                """
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: catalog, namespace: shop}
                spec: {image: "catalog:1", %s}
                %s
                """.formatted(spec, status),
                ShopService.class));
    }

    private static String status(String available) {
        return "status: {serving: {revision: 0123456789, version: 1.4.0}, conditions: [{type: Ready, status: \"False\"}, "
                + "{type: Available, status: \"" + available + "\"}]}";
    }

    @Test
    void isJudgedByItsServingRevisionAndNotByReady() {
        assertThat(node("replicas: 1", status("True"))).isEqualTo(new Node(true, true, "1.4.0", List.of(), List.of()));
        assertThat(node("replicas: 1", status("Unknown"))).isEqualTo(new Node(true, false, "1.4.0", List.of(), List.of()));
        assertThat(node("replicas: 1", "")).isEqualTo(new Node(false, false, "", List.of(), List.of()));
    }

    @Test
    void doesNotAnswerWhileItIsScaledToZero() {
        assertThat(node("replicas: 0", status("True")).available()).isFalse();
    }

    @Test
    void thatCannotBeReadIsThereAllTheSame() {
        var service = new ShopService();
        service.getMetadata().setName("catalog");
        service.getMetadata().setNamespace("shop");
        assertThat(Node.of(service)).isEqualTo(new Node(false, false, "", List.of(), List.of()));
    }

    @Test
    void waitsForWhatItNeedsMoreOfThanThatItExists() {
        assertThat(node(
                                """
                                dependencies: [
                                  {name: a, service: {name: prices}},
                                  {name: b, service: {name: prices, namespace: shop}},
                                  {name: c, service: {name: cards, namespace: pay}},
                                  {name: d, service: {name: stock, minVersion: "1"}, require: Exists},
                                  {name: e, service: {name: users}, require: Exists},
                                  {name: f, service: {name: mailer}, require: Optional},
                                  {name: g, external: {name: bank}},
                                  {name: h, service: {name: catalog, namespace: shop}}]""",
                                "")
                        .waitsFor())
                .containsExactly(new Id("pay", "cards"), new Id("shop", "prices"), new Id("shop", "stock"));
    }

    @ParameterizedTest(name = "{0}/{1}: {2}")
    @CsvSource({"shop, any, true", "pay, cards, true", "pay, ledger, false", "web, any, true", "reports, any, false"})
    void admitsItsOwnNamespaceAndWhomItGrants(String namespace, String name, boolean admitted) {
        var node = new Node(true, true, "1", List.of(new Grant("pay", "cards"), new Grant("web", null)), List.of());
        assertThat(node.admits(new Id("shop", "catalog"), new Id(namespace, name))).isEqualTo(admitted);
    }
}

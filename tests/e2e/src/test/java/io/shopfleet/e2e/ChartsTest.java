package io.shopfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Uninstalls in the order of charts/README.md and installs again. It would take a shop that somebody uses with it, so it then steps back. */
@OnNode
@Order(14)
@EnabledIfSystemProperty(named = "full", matches = ".*", disabledReason = "it uninstalls the operator; run with -Dfull, as make test-full does")
class ChartsTest {

    @Test
    void everythingCanBeUninstalledInTheDocumentedOrderAndInstalledAgain() {
        Assumptions.assumeTrue(foreignServices().isEmpty(), "the cluster holds ShopServices of somebody else: " + foreignServices());
        Shop shop = Shop.shared();
        shop.kubectl("delete", "shopservices", "--all");
        Await.untilAsserted("everything of catalog to be gone", () -> assertThat(Children.names(shop, Shop.CATALOG)).isEmpty());

        Node.helm("uninstall", "shopfleet", "--namespace", Operator.NAMESPACE, "--wait");
        Node.kubectl("delete", "namespace", Operator.NAMESPACE);
        assertThat(Node.kubectl("get", "clusterroles,clusterrolebindings", "--selector=app.kubernetes.io/name=shopfleet", "--output=name")).isEmpty();

        Node.helm("uninstall", "shopfleet-crds", "--namespace", "default");
        assertThat(definitions()).hasSize(6);
        Node.kubectl("delete", "customresourcedefinitions", "shopservices.shopfleet.io", "shoptopics.shopfleet.io",
                "shopdatabases.shopfleet.io", "shopcaches.shopfleet.io", "shopclaims.shopfleet.io", "shopenvironments.shopfleet.io");
        assertThat(definitions()).isEmpty();

        Installed.install();
        shop.applyEnvironment();
        shop.apply(Shop.CATALOG);
        shop.awaitReady(Shop.CATALOG);
    }

    private static List<String> definitions() {
        return Node.kubectl("get", "customresourcedefinitions", "--output=name").lines().filter(name -> name.endsWith(".shopfleet.io")).toList();
    }

    private static List<String> foreignServices() {
        return Node.kubectl("get", "shopservices", "--all-namespaces", "--output=jsonpath={range .items[*]}{.metadata.namespace}/{.metadata.name}{\"\\n\"}{end}")
                .lines().filter(service -> !service.startsWith(Shop.place().namespace() + "/")).toList();
    }
}

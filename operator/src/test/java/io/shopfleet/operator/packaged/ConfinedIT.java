package io.shopfleet.operator.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.testkit.ApiServer;
import io.shopfleet.testkit.AuditLog;
import io.shopfleet.testkit.Chart;
import io.shopfleet.testkit.PackagedOperator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An installation that looks after one namespace, and there after the services with one label. */
class ConfinedIT {
    private static final String USER = "confined-operator";
    /** Of these it has to see all: they are in no namespace. */
    private static final Set<String> CLUSTERWIDE = Set.of("shopenvironments", "namespaces");

    private static ApiServer server;
    private static AuditLog.Mark begun;
    private static Shop shop;
    private static Shop other;
    private static PackagedOperator operator;

    @BeforeAll
    static void start() {
        server = ApiServer.shared();
        begun = server.audit().mark();
        shop = Shop.open(server);
        other = Shop.open(server);
        String system = Chart.confine(server, shop.namespace);
        operator = PackagedOperator.start(system, USER, server.kubeconfig(USER, Chart.CONFINED), Map.of(
                        "SHOPFLEET_WATCH_NAMESPACES", shop.namespace, "SHOPFLEET_WATCH_SELECTOR", "example.com/region=north"))
                .awaitReady();
    }

    @AfterAll
    static void close() {
        operator.close();
        other.close();
        shop.close();
    }

    private static void apply(Shop where, String name, String labels) {
        where.apply("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: %s, labels: %s}
                spec: {environment: %s, image: "registry.example/shop/any:1.0.0", replicas: 2}
                """.formatted(name, labels, where.namespace));
    }

    @Test
    void looksAfterItsOwnServicesAndNeedsNoRightElsewhere() {
        apply(other, "orders", "{example.com/region: north}");
        apply(shop, "catalog", "{example.com/region: south}");
        apply(shop, "payments", "{}");
        apply(shop, "orders", "{example.com/region: north}");
        shop.seesRunning("orders", "1.0.0");

        assertThat(List.of(other.service("orders"), shop.service("catalog"), shop.service("payments")))
                .allSatisfy(service -> assertThat(service.getStatus()).isNull());
        List<AuditLog.Entry> requests = server.audit().requestsBy(USER, begun);
        assertThat(requests).hasSizeGreaterThan(20).noneMatch(request -> request.code() == 403);
        assertThat(requests)
                .filteredOn(request -> List.of("list", "watch").contains(request.verb()) && request.namespace().isEmpty())
                .extracting(AuditLog.Entry::resource)
                .isSubsetOf(CLUSTERWIDE);
        assertThat(requests).noneMatch(request -> request.namespace().equals(other.namespace));
    }
}

package io.shopfleet.operator.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.testkit.ApiServer;
import io.shopfleet.testkit.Chart;
import io.shopfleet.testkit.PackagedOperator;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Many services are deleted while their passes wait for the only thread there is. */
class SkippedPassesIT {
    private static final String USER = "single-threaded";
    private static final int CROWD = 60;

    @Test
    void leaveNoTraceInTheNumbersOfPassesThatWaitAndThatAreUnderWay() {
        ApiServer server = ApiServer.shared();
        String system = Chart.install(server);
        var oneThread = Map.of("QUARKUS_OPERATOR_SDK_CONCURRENT_RECONCILIATION_THREADS", "1");
        try (Shop shop = Shop.open(server);
                var operator = PackagedOperator.start(system, USER, server.kubeconfig(USER, Chart.GROUP), oneThread)) {
            operator.awaitReady();
            for (int number = 1; number <= CROWD; number++) {
                shop.applyService("short-lived-" + number, "1.0.0");
            }
            shop.client.resources(ShopService.class).inNamespace(shop.namespace).delete();
            shop.applyService("last", "1.0.0");
            shop.seesRunning("last", "1.0.0");
            await().atMost(PackagedOperator.PATIENCE).untilAsserted(() -> {
                var metrics = new Metrics(operator.get("/q/metrics").body());
                assertThat(metrics.sum("reconciliations_queue{controller_name=\"shopservice\"")).as("waiting").isZero();
                assertThat(metrics.sum("reconciliations_active{controller_name=\"shopservice\"")).as("under way").isZero();
            });
        }
    }
}

package io.shopfleet.operator.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopfleet.api.v1alpha1.Phase;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.testkit.ApiServer;
import io.shopfleet.testkit.AuditLog;
import io.shopfleet.testkit.Chart;
import io.shopfleet.testkit.PackagedOperator;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What those who run the operator see of it: health, metrics, logs, and that the chart's rights are enough. */
class OperationsIT {
    private static final String USER = "watched";
    private static final String CANARY = "canary-7Yq2mZ0wKc";
    private static final String PLANTED = "planted-in-a-name";
    private static final Map<String, String> KINDS = Map.of(
            "deployments", "Deployment", "controllerrevisions", "ControllerRevision", "services", "Service",
            "configmaps", "ConfigMap", "secrets", "Secret", "serviceaccounts", "ServiceAccount", "poddisruptionbudgets", "PodDisruptionBudget");

    private static ApiServer server;
    private static AuditLog.Mark begun;
    private static Shop shop;
    private static PackagedOperator operator;

    /** A service with a secret comes, changes its image, shrinks, and another one cannot come up. */
    @BeforeAll
    static void runAFleet() {
        server = ApiServer.shared();
        begun = server.audit().mark();
        String system = Chart.install(server);
        operator = PackagedOperator.start(server, system, USER);
        shop = Shop.open(server);
        shop.apply("""
                apiVersion: v1
                kind: Secret
                metadata: {name: card-network, labels: {shopfleet.io/bindable: "true"}}
                stringData: {token: "%s"}
                """.formatted(CANARY));
        operator.awaitReady();
        shop.applyService(PLANTED, "1.0.0");
        applyOrders("1.0.0", 2);
        shop.seesRunning("orders", "1.0.0");
        applyOrders("1.1.0", 2);
        shop.seesRunning("orders", "1.1.0");
        applyOrders("1.1.0", 1);
        await().atMost(PackagedOperator.PATIENCE).until(() ->
                shop.client.policy().v1().podDisruptionBudget().inNamespace(shop.namespace).list().getItems().isEmpty());
        shop.seesRunning(PLANTED, "1.0.0");
    }

    private static void applyOrders(String tag, int replicas) {
        shop.apply("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: orders}
                spec:
                  environment: %s
                  image: registry.example/shop/orders:%s
                  replicas: %d
                  ports: [{name: http, port: 8080}]
                  env: [{name: TOKEN, secretKeyRef: {name: card-network, key: token}}]
                """.formatted(shop.namespace, tag, replicas));
    }

    @AfterAll
    static void close() {
        operator.close();
        shop.close();
    }

    @Test
    void livesIsReadyAndHasStarted() {
        for (String probe : List.of("live", "ready", "started")) {
            var answer = operator.get("/q/health/" + probe);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
        assertThat(operator.get("/q/health/live").body()).contains("\"watches\"");
        assertThat(operator.get("/q/health/ready").body()).contains("\"shopservice\": \"OK\"", "\"shopenvironment\": \"OK\"");
    }

    @Test
    void measuresItsReconciliationsItsWritesItsLeadershipAndItsMemory() {
        var metrics = new Metrics(operator.get("/q/metrics").body());
        assertThat(metrics.sum("reconciliations_success_total{controller_name=\"shopservice\"")).isGreaterThan(2);
        assertThat(metrics.sum("reconciliations_execution_duration_seconds_count{controller_name=\"shopservice\"")).isGreaterThan(2);
        assertThat(metrics.sum("reconciliations_queue{controller_name=\"shopservice\"")).isZero();
        assertThat(metrics.sum("shopfleet_writes_total{kind=\"PodDisruptionBudget\",verb=\"delete\"")).isEqualTo(1);
        assertThat(metrics.sum("shopfleet_writes_total{kind=\"Deployment\",verb=\"apply\"")).isGreaterThanOrEqualTo(4);
        assertThat(metrics.sum("shopfleet_leader")).isEqualTo(1);
        assertThat(metrics.sum("jvm_memory_used_bytes")).isPositive();
    }

    /** Timer events carry no action by themselves; the registry refuses a meter whose tags change, and that ends the timer. */
    @Test
    void namesAnActionWithEveryEventSoThatTimedPassesGoOn() {
        shop.apply("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: stuck}
                spec:
                  environment: %s
                  image: registry.example/shop/never-ready:1.0.0
                  rollout: {progressDeadline: 10s}
                """.formatted(shop.namespace));
        shop.sees("stuck", service -> {
            assertThat(service.getStatus()).isNotNull();
            assertThat(service.getStatus().phase()).isEqualTo(Phase.Failed);
            assertThat(service.getStatus().failed().reason()).isEqualTo(Reason.ProbeFailing);
        });
        var events = new Metrics(operator.get("/q/metrics").body()).series("events_received_total");
        assertThat(events).isNotEmpty().allSatisfy(series -> assertThat(series).contains("action=\""));
        assertThat(events).anySatisfy(series -> assertThat(series).contains("action=\"none\""));
    }

    @Test
    void writesEveryLineOfItsLogAsOneJsonObject() {
        assertThat(operator.lines()).isNotEmpty();
        assertThat(new LogLines(operator.lines()).unreadable()).isEmpty();
        assertThat(operator.errors()).isEmpty();
        assertThat(new LogLines(List.of("{}", "Exception in thread \"main\"", "{\"cut\":")).unreadable()).hasSize(2);
    }

    /** The SDK has a context of its own, which an event that arrives during a write takes away in mid-pass. */
    @Test
    void namesTheServiceAndNothingElseWithItsLines() {
        assertThat(new LogLines(operator.lines()).context()).containsExactly("service");
    }

    @Test
    void tellsEveryChangeOnceWithTheServiceAndItsNamespace() {
        List<String> told = new LogLines(operator.lines()).journal(shop.namespace);
        List<String> done = server.audit().writesBy(USER, begun).stream()
                .filter(write -> write.namespace().equals(shop.namespace) && write.subresource().isEmpty())
                .map(OperationsIT::asTold)
                .toList();
        assertThat(done).hasSizeGreaterThan(10);
        assertThat(told).containsExactlyInAnyOrderElementsOf(done);
    }

    private static String asTold(AuditLog.Entry write) {
        String kind = KINDS.get(write.resource());
        String service = List.of("orders", "stuck", PLANTED).stream().filter(write.name()::startsWith).findFirst().orElseThrow();
        return write.verb().equals("delete")
                ? service + ": deleted " + kind + " " + write.name()
                : service + ": applied " + kind + " " + write.name() + " as " + write.fieldManager();
    }

    @Test
    void writesNoSecretIntoItsLog() {
        var log = new LogLines(operator.lines());
        assertThat(log.leaking(CANARY)).isEmpty();
        assertThat(log.leaking(PLANTED)).as("the scan finds what is there").isNotEmpty();
        assertThat(new LogLines(List.of("data: {token: Y2FuYXJ5LTdZcTJtWjB3S2M=}")).leaking(CANARY)).hasSize(1);
    }

    @Test
    void needsNoRightThatTheChartDoesNotGive() {
        List<AuditLog.Entry> requests = server.audit().requestsBy(USER, begun);
        assertThat(requests).hasSizeGreaterThan(50).noneMatch(request -> request.code() == 403);
        assertThat(shop.client.secrets().inNamespace(shop.namespace).list().getItems())
                .extracting(secret -> secret.getMetadata().getName())
                .as("what the team applied, and one copy that both revisions read")
                .containsExactlyInAnyOrder("card-network", "orders-epoch-1");
        var stranger = server.as("stranger", Chart.GROUP);
        assertThat(Arrays.asList("pods", "roles"))
                .as("the rights are those of the chart and no more")
                .allSatisfy(kind -> assertThat(canCreate(stranger, kind)).isFalse());
    }

    private static boolean canCreate(io.fabric8.kubernetes.client.KubernetesClient client, String resource) {
        var review = new io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withNamespace(shop.namespace)
                .withVerb("create")
                .withResource(resource)
                .endResourceAttributes()
                .endSpec()
                .build();
        return client.resource(review).create().getStatus().getAllowed();
    }
}

package io.shopfleet.operator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopfleet.api.v1alpha1.Phase;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.testkit.PlayedNode;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the services of one namespace may ask for together. */
class LimitsTest extends Story {

    private void limits(String limits) {
        environment("limits: {" + limits + "}");
    }

    private void service(String name, int replicas, String... lines) {
        apply(name, "registry.example/" + name + ":1.0.0", replicas, lines);
    }

    private void refused(String name, String... messages) {
        team.sees(name, service -> {
            assertThat(service.getStatus().observedGeneration()).isEqualTo(service.getMetadata().getGeneration());
            assertThat(service.getStatus().phase()).isEqualTo(Phase.Blocked);
            assertThat(condition(service, "Accepted").getReason()).isEqualTo("LimitExceeded");
            assertThat(service.getStatus().problems())
                    .allMatch(problem -> problem.reason() == Reason.LimitExceeded)
                    .extracting(problem -> problem.message())
                    .containsExactly(messages);
        });
    }

    private String allows(String amount) {
        return "ShopEnvironment " + environment + " allows " + amount + " in a namespace; ";
    }

    private long pods(String service) {
        return client.pods().inNamespace(team.namespace).withLabel("shopfleet.io/service", service).list().getItems().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .count();
    }

    private void has(String service, int pods) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(pods(service)).isEqualTo(pods));
    }

    @Test
    void aNewcomerWaitsUntilAnotherServiceMakesRoom() {
        limits("replicas: 5");
        service("catalog", 3);
        service("orders", 1);
        runs("catalog", "1.0.0");
        runs("orders", "1.0.0");
        service("mail", 2);
        refused("mail", allows("5 replicas") + "this one asks for 2, the others use 4 (catalog 3, orders 1)");
        assertThat(pods("mail")).isZero();
        service("catalog", 2);
        runs("mail", "1.0.0");
        assertThat(team.service("mail").getStatus().share().replicas()).isEqualTo(2);

        service("stock", 1);
        refused("stock", allows("5 replicas") + "this one asks for 1, the others use 5 (catalog 2, mail 2, orders 1)");
        client.resource(team.service("orders")).delete();
        runs("stock", "1.0.0");

        service("search", 4);
        refused("search", allows("5 replicas") + "this one asks for 4, the others use 5 (catalog 2, mail 2, stock 1)");
        limits("replicas: 9");
        runs("search", "1.0.0");
    }

    @Test
    void whoGrowsBeyondTheLimitsKeepsWhatItHasAndNobodyElseIsTouched() {
        String resources = "resources: {requests: {cpu: 500m, memory: 1Gi}}";
        limits("cpu: 2, memory: 8Gi");
        service("catalog", 2, resources);
        runs("catalog", "1.0.0");
        service("orders", 2, resources);
        runs("orders", "1.0.0");
        List<String> before = podUids();

        apply("catalog", "registry.example/catalog:2.0.0", 3, resources);
        refused("catalog", allows("2 cpu") + "this one asks for 1500m, the others use 1 (orders 1)");
        assertThat(podUids()).isEqualTo(before);
        assertThat(team.service("catalog").getStatus().version()).isEqualTo("1.0.0");
        assertThat(condition(team.service("catalog"), "Available").getStatus()).isEqualTo("True");
        runs("orders", "1.0.0");

        client.pods().inNamespace(team.namespace).withLabel("shopfleet.io/service", "catalog").delete();
        has("catalog", 2);
        apply("catalog", "registry.example/catalog:2.0.0", 2, resources);
        runs("catalog", "2.0.0");
        service("orders", 1, resources);
        runs("orders", "1.0.0");
        apply("catalog", "registry.example/catalog:2.0.0", 3, resources);
        runs("catalog", "2.0.0");
        has("catalog", 3);
    }

    @Test
    void servicesAppliedAtOnceNeverGetMoreThanTheLimitsTogetherAndARestartChangesNothing() {
        limits("services: 6, replicas: 8");
        List<String> names = IntStream.range(0, 10).mapToObj(number -> "s" + (9 - number)).toList();
        names.forEach(name -> service(name, 2));
        await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> {
            assertThat(phases(names)).containsOnly(Phase.Running, Phase.Blocked);
            assertThat(held(names)).isEqualTo(8);
        });
        List<Phase> before = phases(names);
        assertThat(before).filteredOn(Phase.Running::equals).hasSize(4);

        operator.close();
        operator = LiveOperator.start(server);
        service("s-late", 0);
        runs("s-late", "1.0.0");
        service("s-later", 1);
        refused("s-later", allows("8 replicas") + "this one asks for 1, the others use 8 " + usage(names));
        assertThat(phases(names)).isEqualTo(before);
    }

    private List<Phase> phases(List<String> names) {
        return names.stream()
                .map(name -> team.service(name).getStatus())
                .map(status -> status == null ? null : status.phase())
                .toList();
    }

    private int held(List<String> names) {
        return names.stream().map(team::service).map(ShopService::getStatus).map(status -> status.share())
                .filter(Objects::nonNull).mapToInt(share -> share.replicas()).sum();
    }

    private String usage(List<String> names) {
        return names.stream().sorted().filter(name -> team.service(name).getStatus().share() != null)
                .map(name -> name + " 2")
                .toList()
                .toString()
                .replace("[", "(")
                .replace("]", ")");
    }

    @Test
    void eachNamespaceHasTheLimitsForItself() {
        Team other = Team.in(server, environment);
        limits("services: 1");
        service("catalog", 1);
        runs("catalog", "1.0.0");
        service("orders", 1);
        refused("orders", allows("1 services") + "there is no room for another, the others use 1 (catalog)");
        try (var node = PlayedNode.in(server, other.namespace)) {
            other.apply("""
                    apiVersion: shopfleet.io/v1alpha1
                    kind: ShopService
                    metadata: {name: orders}
                    spec: {environment: %s, image: "registry.example/orders:1.0.0"}
                    """.formatted(environment));
            other.sees("orders", service -> assertThat(service.getStatus().phase()).isEqualTo(Phase.Running));
        } finally {
            client.namespaces().withName(other.namespace).delete();
        }
        refused("orders", allows("1 services") + "there is no room for another, the others use 1 (catalog)");
    }

    @Test
    void limitsThatComeLaterTakeNothingFromWhatIsThere() {
        service("catalog", 3);
        runs("catalog", "1.0.0");
        limits("replicas: 1");
        team.sees("catalog", service -> assertThat(service.getStatus().share()).isNotNull());
        apply("catalog", "registry.example/catalog:2.0.0", 3);
        runs("catalog", "2.0.0");
        apply("catalog", "registry.example/catalog:2.0.0", 4);
        refused("catalog", allows("1 replicas") + "this one asks for 4, the others use nothing");
        has("catalog", 3);
    }
}

package io.shopfleet.operator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.shopfleet.api.v1alpha1.Phase;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.testkit.ApiServer;
import io.shopfleet.testkit.PlayedNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test with a team of its own, a node that plays its pods, and the operator at work on the real API server. */
abstract class Story {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    final ApiServer server = ApiServer.shared();
    final KubernetesClient client = server.admin();
    Team team;
    PlayedNode node;
    LiveOperator operator;
    String environment;

    @BeforeEach
    void begin() {
        environment = getClass().getSimpleName().toLowerCase() + "-" + NUMBER.incrementAndGet();
        team = Team.in(server, environment);
        node = PlayedNode.in(server, team.namespace);
        operator = LiveOperator.start(server);
    }

    @AfterEach
    void end() {
        operator.close();
        node.close();
        client.namespaces().withName(team.namespace).delete();
    }

    static void soon(ThrowingRunnable assertions) {
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100)).untilAsserted(assertions);
    }

    /** Applies a service with one port; what else it shall have comes as further lines of its spec. */
    void apply(String name, String image, int replicas, String... lines) {
        team.apply("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: %s}
                spec:
                  environment: %s
                  image: %s
                  replicas: %d
                  ports: [{name: http, port: 8080}]
                """.formatted(name, environment, image, replicas) + Team.further(lines));
    }

    /** Applies the team's environment with further lines of its spec, and waits until the operator has seen it. */
    void environment(String... lines) {
        team.applyEnvironment(environment, lines);
        environmentIsSeen();
    }

    void environmentIsSeen() {
        soon(() -> {
            var applied = client.resources(ShopEnvironment.class).withName(environment).get();
            assertThat(applied.getStatus()).isNotNull();
            assertThat(applied.getStatus().observedGeneration()).isEqualTo(applied.getMetadata().getGeneration());
        });
    }

    void runs(String name, String version) {
        team.sees(name, service -> {
            assertThat(service.getStatus()).isNotNull();
            assertThat(service.getStatus().observedGeneration()).isEqualTo(service.getMetadata().getGeneration());
            assertThat(service.getStatus().phase()).isEqualTo(Phase.Running);
            assertThat(service.getStatus().version()).isEqualTo(version);
            assertThat(condition(service, "Ready").getStatus()).isEqualTo("True");
            assertThat(condition(service, "Reconciling").getStatus()).isEqualTo("False");
        });
    }

    static Condition condition(ShopService service, String type) {
        return service.getStatus().conditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst()
                .orElseThrow();
    }

    List<String> podUids() {
        return client.pods().inNamespace(team.namespace).list().getItems().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .map(pod -> pod.getMetadata().getUid())
                .sorted()
                .toList();
    }

    /** These events and no other. They are written after the status, so a test that saw a status may still be early. */
    void tells(String service, String... reasons) {
        soon(() -> assertThat(eventReasons(service)).as("events of " + service).containsExactlyInAnyOrder(reasons));
    }

    List<String> eventReasons(String service) {
        return client.events().v1().events().inNamespace(team.namespace).list().getItems().stream()
                .filter(event -> event.getRegarding().getKind().equals("ShopService")
                        && event.getRegarding().getName().equals(service))
                .map(event -> event.getReason())
                .toList();
    }
}

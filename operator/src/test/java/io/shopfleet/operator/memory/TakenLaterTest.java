package io.shopfleet.operator.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shopfleet.operator.cluster.Pass;
import io.shopfleet.operator.memory.World.Id;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The service asks for everything that is called like it. */
@DisplayName("An object that nobody owns is taken over")
class TakenLaterTest {
    private static final Id ADDRESS = new Id("Service", "orders");
    private static final Id ACCOUNT = new Id("ServiceAccount", "orders");
    private static final Id DEPLOYMENT = new Id("Deployment", "orders");
    private static final Id BUDGET = new Id("PodDisruptionBudget", "orders");

    private final Shop shop = new Shop(new Scenario("", Scenarios.yaml("1.0.0", 2), List.of(), List.of(), Set.of()));
    private final Pass pass = new Pass(shop.clock());

    @BeforeEach
    void ask() {
        shop.world.edit(Shop.SERVICE, service ->
                service.withObject("/metadata").withObject("annotations").put("shopfleet.io/adopt", "true"));
    }

    private void there(Id id, String spec) {
        shop.world.applyYaml("""
                kind: %s
                metadata: {name: %s, namespace: shop, labels: {app: orders}}
                %s
                """.formatted(id.kind(), id.name(), spec));
    }

    private boolean taken(Id id) {
        return shop.world.tree(id).at("/metadata/ownerReferences").size() == 1;
    }

    /** Whether the object was taken, before each pass and after the last: and whether something served. */
    private List<String> course(Id id) {
        var course = new ArrayList<String>();
        for (int passes = 0; passes < 8; passes++) {
            course.add((shop.serves() ? "serves" : "sets out") + (taken(id) ? ", taken" : ""));
            pass.run(shop.service(), new WorldCluster(shop, () -> {}));
            shop.settle();
        }
        return course.stream().distinct().toList();
    }

    @Test
    void ifItIsAServiceOnceARevisionServes() {
        there(ADDRESS, "spec: {selector: {app: orders}, ports: [{port: 80, targetPort: 8080, protocol: TCP}]}");
        assertThat(course(ADDRESS)).containsExactly("sets out", "serves", "serves, taken");
        assertThat(shop.world.tree(ADDRESS).at("/spec/selector").toString()).isEqualTo("{\"shopfleet.io/service\":\"orders\"}");
    }

    @Test
    void ifItIsAServiceItsPortsKeepTheirNames() {
        there(ADDRESS, "spec: {selector: {app: orders}, ports: [{name: web, port: 80, targetPort: 8080, protocol: TCP}]}");
        course(ADDRESS);
        assertThat(shop.world.tree(ADDRESS).at("/metadata/annotations").path("shopfleet.io/port-names").asText()).isEqualTo("80=web");
        assertThat(shop.world.tree(ADDRESS).at("/spec/ports")).extracting(port -> port.path("name").asText() + " " + port.path("port"))
                .containsExactlyInAnyOrder("web 80", "http 8080");
    }

    @Test
    void ifItIsAnAccountOnceARevisionServes() {
        there(ACCOUNT, "");
        assertThat(course(ACCOUNT)).containsExactly("sets out", "serves", "serves, taken");
    }

    private void deployment() {
        there(DEPLOYMENT, """
                spec:
                  replicas: 2
                  selector: {matchLabels: {app: orders}}
                  template:
                    metadata: {labels: {app: orders}}
                    spec: {containers: [{name: web, image: "registry.example/shop/orders:1.0.0"}]}
                """);
        shop.settle();
    }

    @Test
    void ifItIsADeploymentAsItIsWhenItIsMarkedAndNotAsItWasWhenItWasRecorded() {
        deployment();
        pass.run(shop.service(), new WorldCluster(shop, () -> {}));
        assertThat(shop.serves()).isTrue();
        shop.world.edit(DEPLOYMENT, deployment -> ((ObjectNode) deployment.at("/spec/template/spec/containers/0"))
                .put("image", "registry.example/shop/orders:1.0.1"));
        assertThat(course(DEPLOYMENT)).containsExactly("serves", "serves, taken");
        assertThat(shop.world.tree(DEPLOYMENT).at("/spec/template/spec/containers/0/image").asText())
                .isEqualTo("registry.example/shop/orders:1.0.1");
        assertThat(shop.service().getStatus().version()).isEqualTo("1.0.1");
    }

    @Test
    void ifItIsABudgetOnceWhatWasTakenOverIsGone() {
        there(BUDGET, "spec: {minAvailable: 1, selector: {matchLabels: {app: orders}}}");
        deployment();
        assertThat(course(BUDGET)).containsExactly("sets out", "serves");
        shop.apply(Scenarios.yaml("2.0.0", 2).replace("pod: {", "pod: {labels: {app: orders}, "));
        assertThat(course(BUDGET)).containsExactly("serves", "serves, taken");
        assertThat(shop.service().getStatus().version()).isEqualTo("2.0.0");
    }
}

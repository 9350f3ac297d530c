package io.shopfleet.operator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.shopfleet.api.v1alpha1.DependencyStatus;
import io.shopfleet.api.v1alpha1.Phase;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.Verdict;
import io.shopfleet.testkit.PlayedNode;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Edges with a version, to another namespace, out of the fleet, and in a cycle. */
class EdgesTest extends Story {

    private void catalog(String version, String... lines) {
        apply("catalog", "registry.example/catalog:" + version, 1, lines);
    }

    private void orders(String version, String edge) {
        apply("orders", "registry.example/orders:" + version, 1, "dependencies: [" + edge + "]");
    }

    /** The wanted revision waits for this edge alone. */
    private void waits(String service, Consumer<DependencyStatus> edge) {
        team.sees(service, found -> {
            assertThat(found.getStatus().observedGeneration()).isEqualTo(found.getMetadata().getGeneration());
            assertThat(found.getStatus().phase()).isEqualTo(Phase.Waiting);
            assertThat(found.getStatus().dependencies()).singleElement().satisfies(status -> {
                assertThat(found.getStatus().waitingOn()).isEqualTo(status.name());
                assertThat(status.since()).isNotNull();
                edge.accept(status);
            });
        });
    }

    private List<Pod> pods(String service) {
        return client.pods().inNamespace(team.namespace).withLabel("shopfleet.io/service", service).list().getItems();
    }

    private List<String> uids(String service) {
        return pods(service).stream().map(pod -> pod.getMetadata().getUid()).toList();
    }

    private String revision(String service) {
        return team.service(service).getStatus().serving().revision();
    }

    private String variable(String service, String name) {
        return pods(service).getFirst().getSpec().getContainers().getFirst().getEnv().stream()
                .filter(variable -> variable.getName().equals(name))
                .map(EnvVar::getValue)
                .findFirst()
                .orElse("");
    }

    @Test
    void aDependantGoesOnWhenItsProviderServesTheWantedVersionAndRunsOnWhenItNoLongerDoes() {
        String edge = "{name: catalog, service: {name: catalog, minVersion: \"1.4\"}}";
        catalog("1.3.0");
        runs("catalog", "1.3.0");
        orders("1.0.0", edge);
        waits("orders", status -> {
            assertThat(status.verdict()).isEqualTo(Verdict.Waiting);
            assertThat(status.reason()).isEqualTo(Reason.DependencyVersionNotMet);
            assertThat(status.message()).isEqualTo("ShopService catalog serves version 1.3.0, and 1.4 or later is wanted; roll "
                    + "out a later version of it, or lower minVersion");
        });
        assertThat(pods("orders")).isEmpty();
        catalog("1.4.0");
        runs("catalog", "1.4.0");
        runs("orders", "1.0.0");

        List<String> before = uids("orders");
        catalog("1.3.1");
        runs("catalog", "1.3.1");
        team.sees("orders", service -> {
            assertThat(service.getStatus().dependencies().getFirst().reason()).isEqualTo(Reason.DependencyVersionNotMet);
            assertThat(service.getStatus().phase()).isEqualTo(Phase.Running);
        });
        orders("2.0.0", edge);
        waits("orders", status -> assertThat(status.reason()).isEqualTo(Reason.DependencyVersionNotMet));
        assertThat(uids("orders")).isEqualTo(before);
        catalog("2.0.0");
        runs("orders", "2.0.0");
    }

    @Test
    void anEdgeToAnotherNamespaceCountsOnceItsOwnerGrantsIt() {
        Team payments = Team.in(server, environment);
        String cards = """
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: cards}
                spec:
                  environment: %s
                  image: registry.example/cards:1.0.0
                  ports: [{name: http, port: 8080}]
                """.formatted(environment);
        String refusal = "there is no ShopService " + payments.namespace + "/cards that admits this service; it needs "
                + "spec.grants: [{namespace: " + team.namespace + ", service: orders}], which its owner writes";
        try (var far = PlayedNode.in(server, payments.namespace)) {
            orders("1.0.0", "{name: cards, service: {name: cards, namespace: " + payments.namespace + "}}");
            waits("orders", status -> assertThat(status.message()).isEqualTo(refusal));
            String since = team.service("orders").getStatus().dependencies().getFirst().since();
            payments.apply(cards);
            payments.sees("cards", service -> assertThat(service.getStatus().phase()).isEqualTo(Phase.Running));
            waits("orders", status -> {
                assertThat(status.verdict()).isEqualTo(Verdict.Broken);
                assertThat(status.reason()).isEqualTo(Reason.DependencyNotGranted);
                assertThat(status.message()).isEqualTo(refusal);
                assertThat(status.since()).isEqualTo(since);
            });
            payments.apply(cards + "  grants: [{namespace: " + team.namespace + ", service: orders}]\n");
            runs("orders", "1.0.0");
            assertThat(variable("orders", "SHOPFLEET_CARDS_URL")).isEqualTo("http://cards." + payments.namespace + ".svc");

            List<String> before = uids("orders");
            payments.apply(cards + "  grants: [{namespace: elsewhere}]\n");
            team.sees("orders", service -> assertThat(service.getStatus().dependencies().getFirst().reason())
                    .isEqualTo(Reason.DependencyNotGranted));
            assertThat(uids("orders")).isEqualTo(before);
        } finally {
            client.namespaces().withName(payments.namespace).delete();
        }
    }

    private void environmentLists(String addresses) {
        environment("external: [" + addresses + "]");
    }

    @Test
    void anExternalAddressMakesANewRevisionOfExactlyItsUsers() {
        catalog("1.0.0", "dependencies: [{name: search, external: {name: search}}]");
        orders("1.0.0", "{name: card-network, external: {name: card-network}}");
        String missing = "ShopEnvironment " + environment + " lists no external address card-network; the platform adds it to "
                + "spec.external there, or name another";
        waits("orders", status -> {
            assertThat(status.verdict()).isEqualTo(Verdict.Broken);
            assertThat(status.reason()).isEqualTo(Reason.ExternalMissing);
            assertThat(status.message()).isEqualTo(missing);
        });
        String search = "{name: search, url: \"https://search.example\"}";
        environmentLists(search + ", {name: card-network, url: \"https://cards.example/v2\"}");
        runs("orders", "1.0.0");
        runs("catalog", "1.0.0");
        String first = revision("orders");
        List<String> bystander = uids("catalog");
        assertThat(variable("orders", "SHOPFLEET_CARD_NETWORK_URL")).isEqualTo("https://cards.example/v2");

        environmentLists(search + ", {name: card-network, url: \"https://cards.example/v3\"}");
        team.sees("orders", service -> assertThat(service.getStatus().serving().revision()).isNotEqualTo(first));
        runs("orders", "1.0.0");
        String second = revision("orders");
        assertThat(uids("catalog")).isEqualTo(bystander);

        environmentLists(search);
        waits("orders", status -> assertThat(status.message()).isEqualTo(missing));
        assertThat(revision("orders")).isEqualTo(second);
        assertThat(condition(team.service("orders"), "Available").getStatus()).isEqualTo("True");
        environmentLists(search + ", {name: card-network, url: \"https://cards.example/v3\"}");
        runs("orders", "1.0.0");
        assertThat(revision("orders")).isEqualTo(second);
        assertThat(uids("catalog")).isEqualTo(bystander);
    }

    private void warns(String service, String cycle) {
        team.sees(service, found -> assertThat(found.getStatus().problems())
                .extracting(Problem::severity, Problem::reason, Problem::message)
                .containsExactly(tuple(
                        Severity.Warning,
                        Reason.DependencyCycle,
                        "services require each other: " + cycle + "; this edge counts as Optional")));
    }

    @Test
    void servicesThatRequireEachOtherAllComeUpAndAreToldUntilTheCircleIsBroken() {
        String cycle = "catalog → orders → users → catalog";
        catalog("1.0.0", "dependencies: [{name: orders, service: {name: orders}}]");
        apply("users", "registry.example/users:1.0.0", 1, "dependencies: [{name: catalog, service: {name: catalog}}]");
        waits("users", status -> assertThat(status.reason()).isEqualTo(Reason.DependencyNotReady));
        orders("1.0.0", "{name: users, service: {name: users}}");
        for (String name : List.of("catalog", "users", "orders")) {
            runs(name, "1.0.0");
            warns(name, cycle);
        }
        List<String> catalog = uids("catalog");
        List<String> orders = uids("orders");
        String withEdge = revision("users");
        apply("users", "registry.example/users:1.0.0", 1);
        for (String name : List.of("users", "catalog", "orders")) {
            team.sees(name, found -> assertThat(found.getStatus().problems()).isEmpty());
        }
        team.sees("users", found -> assertThat(found.getStatus().serving().revision()).isNotEqualTo(withEdge));
        assertThat(uids("catalog")).isEqualTo(catalog);
        assertThat(uids("orders")).isEqualTo(orders);
    }

    @Test
    void twoServicesThatRequireEachOtherInTwoNamespacesComeUp() {
        Team payments = Team.in(server, environment);
        try (var far = PlayedNode.in(server, payments.namespace)) {
            payments.apply("""
                    apiVersion: shopfleet.io/v1alpha1
                    kind: ShopService
                    metadata: {name: cards}
                    spec:
                      environment: %1$s
                      image: registry.example/cards:1.0.0
                      dependencies: [{name: orders, service: {name: orders, namespace: %2$s}}]
                      grants: [{namespace: %2$s}]
                    """.formatted(environment, team.namespace));
            String edge = "dependencies: [{name: cards, service: {name: cards, namespace: " + payments.namespace + "}}]";
            apply("orders", "registry.example/orders:1.0.0", 1, edge);
            waits("orders", status -> assertThat(status.reason()).isEqualTo(Reason.DependencyNotReady));
            apply("orders", "registry.example/orders:1.0.0", 1, edge, "grants: [{namespace: " + payments.namespace + "}]");
            runs("orders", "1.0.0");
            payments.sees("cards", service -> assertThat(service.getStatus().phase()).isEqualTo(Phase.Running));
            String here = team.namespace + "/orders";
            String there = payments.namespace + "/cards";
            String first = here.compareTo(there) < 0 ? here : there;
            warns("orders", first + " → " + (first.equals(here) ? there : here) + " → " + first);
        } finally {
            client.namespaces().withName(payments.namespace).delete();
        }
    }
}

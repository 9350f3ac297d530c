package io.shopfleet.operator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The policy of a service follows the edges that lead to it, and nothing else about its callers. */
class IsolationTest extends Story {
    private static final String CALLS_CATALOG = "dependencies: [{name: catalog, service: {name: catalog}}]";

    private void isolation(String mode) {
        environment("network: {isolation: " + mode + "}");
    }

    private List<NetworkPolicy> policies() {
        return client.network().v1().networkPolicies().inNamespace(team.namespace).list().getItems();
    }

    /** Names of the services that the policy of this one lets in. */
    private List<String> letIn(String service) {
        return policies().stream()
                .filter(policy -> policy.getMetadata().getName().equals(service))
                .flatMap(policy -> policy.getSpec().getIngress().stream())
                .flatMap(rule -> rule.getFrom().stream())
                .peek(peer -> assertThat(peer.getNamespaceSelector().getMatchLabels())
                        .isEqualTo(Map.of("kubernetes.io/metadata.name", team.namespace)))
                .map(peer -> peer.getPodSelector().getMatchLabels().get("shopfleet.io/service"))
                .toList();
    }

    @Test
    void callersComeAndGoAndOnlyTheCalledServiceIsWrittenAgain() {
        isolation("DeclaredCallers");
        apply("catalog", "registry.example/catalog:1.0.0", 1);
        runs("catalog", "1.0.0");
        soon(() -> assertThat(policies()).singleElement().satisfies(policy ->
                assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress")));
        assertThat(letIn("catalog")).isEmpty();

        apply("orders", "registry.example/orders:1.0.0", 1, CALLS_CATALOG);
        apply("web", "registry.example/web:1.0.0", 1, CALLS_CATALOG);
        soon(() -> assertThat(letIn("catalog")).containsExactly("orders", "web"));
        runs("orders", "1.0.0");
        runs("web", "1.0.0");

        List<String> pods = podUids();
        var mark = server.audit().mark();
        client.resource(team.service("orders")).delete();
        soon(() -> assertThat(letIn("catalog")).containsExactly("web"));
        assertThat(server.audit().writesBy(LiveOperator.USER, mark)).filteredOn(write -> write.resource().equals("networkpolicies"))
                .singleElement()
                .satisfies(write -> assertThat(write.name()).isEqualTo("catalog"));
        assertThat(pods).containsAll(podUids());
        assertThat(client.resources(ShopEnvironment.class).withName(environment).get().getStatus().conditions())
                .filteredOn(condition -> condition.getType().equals("NetworkIsolated"))
                .extracting(Condition::getStatus, Condition::getReason)
                .containsExactly(tuple("Unknown", "NotVerified"));
    }

    @Test
    void anEdgeThatAServiceGetsLaterOrGivesUpIsFollowed() {
        isolation("DeclaredCallers");
        apply("catalog", "registry.example/catalog:1.0.0", 1);
        apply("web", "registry.example/web:1.0.0", 1);
        runs("catalog", "1.0.0");
        runs("web", "1.0.0");
        assertThat(letIn("catalog")).isEmpty();
        apply("web", "registry.example/web:1.0.0", 1, CALLS_CATALOG);
        soon(() -> assertThat(letIn("catalog")).containsExactly("web"));
        apply("web", "registry.example/web:1.0.0", 1);
        soon(() -> assertThat(letIn("catalog")).isEmpty());
    }

    @Test
    void whoDeclaresAnEdgeThatNobodyGrantedIsNotLetIn() {
        Team stranger = Team.in(server, environment);
        try {
            isolation("DeclaredCallers");
            apply("catalog", "registry.example/catalog:1.0.0", 1);
            runs("catalog", "1.0.0");
            stranger.apply("""
                    apiVersion: shopfleet.io/v1alpha1
                    kind: ShopService
                    metadata: {name: cards}
                    spec:
                      environment: %s
                      image: registry.example/cards:1.0.0
                      dependencies: [{name: catalog, service: {name: catalog, namespace: %s}}]
                    """.formatted(environment, team.namespace));
            stranger.sees("cards", service -> assertThat(service.getStatus().dependencies()).hasSize(1));
            apply("web", "registry.example/web:1.0.0", 1, CALLS_CATALOG);
            soon(() -> assertThat(letIn("catalog")).containsExactly("web"));
        } finally {
            client.namespaces().withName(stranger.namespace).delete();
        }
    }

    @Test
    void policiesGoWhereTheyAreNoLongerAskedForAndComeBackWhereSomebodyDeletedThem() {
        isolation("DeclaredCallers");
        apply("catalog", "registry.example/catalog:1.0.0", 1);
        runs("catalog", "1.0.0");
        soon(() -> assertThat(policies()).hasSize(1));
        client.resource(policies().getFirst()).delete();
        soon(() -> assertThat(policies()).hasSize(1));
        soon(() -> assertThat(eventReasons("catalog")).contains("DriftRepaired"));
        isolation("None");
        soon(() -> assertThat(policies()).isEmpty());
        runs("catalog", "1.0.0");
    }
}

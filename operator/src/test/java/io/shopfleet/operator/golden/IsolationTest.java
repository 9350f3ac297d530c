package io.shopfleet.operator.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.manifest.Yaml;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Reads the rendered policies as a cluster would that enforces them, and lists who reaches whom: the whole of the fleet, not
 * policy by policy.
 */
@DisplayName("Who reaches whom in an environment that isolates services")
class IsolationTest {
    private static final String ENVIRONMENT =
            """
            apiVersion: shopfleet.io/v1alpha1
            kind: ShopEnvironment
            metadata: {name: default}
            spec:
              allowedNamespaces: {selector: {}}
              network:
                isolation: DeclaredCallers
                alsoFrom:
                - {name: gateway, namespaces: {matchLabels: {kubernetes.io/metadata.name: edge}}, pods: {app: envoy}}
                - {name: prometheus, namespaces: {matchExpressions: [{key: stage, operator: In, values: [monitoring]}]}}
            """;

    private static final Map<String, Map<String, String>> NAMESPACES = Map.of(
            "shop", Map.of("kubernetes.io/metadata.name", "shop"),
            "reports", Map.of("kubernetes.io/metadata.name", "reports"),
            "edge", Map.of("kubernetes.io/metadata.name", "edge"),
            "metrics", Map.of("kubernetes.io/metadata.name", "metrics", "stage", "monitoring"));

    private record Pod(String name, String namespace, Map<String, String> labels) {}

    /** Services of the fleet by namespace/name, with what they call. */
    private static final List<ShopService> FLEET = List.of(
            service("shop", "web", "grants: []", "orders", "catalog"),
            service("shop", "orders", "grants: [{namespace: reports, service: analytics}]", "catalog"),
            service("shop", "catalog", "grants: []"),
            service("reports", "analytics", "grants: []", "shop/orders", "shop/catalog"),
            service("reports", "snoop", "grants: []", "shop/orders"),
            service("reports", "orders", "grants: []"));

    private static ShopService service(String namespace, String name, String grants, String... calls) {
        String edges = Stream.of(calls).map(call -> call.contains("/") ? call : namespace + "/" + call)
                .map(call -> call.split("/"))
                .map(call -> "{name: %s, require: Optional, service: {name: %s, namespace: %s}}".formatted(call[1], call[1], call[0]))
                .reduce((one, other) -> one + ", " + other)
                .orElse("");
        return Yaml.resource(
                """
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: %s, namespace: %s, uid: uid-of-%s-%s, generation: 1}
                spec:
                  image: registry.example/%s:1
                  ports: [{name: http, port: 8080}]
                  dependencies: [%s]
                  %s
                """.formatted(name, namespace, namespace, name, name, edges, grants),
                ShopService.class);
    }

    /** Pods of all services, those of the two peers, and some that nobody declared. */
    private static List<Pod> pods() {
        return Stream.concat(
                        FLEET.stream().map(service -> new Pod(
                                service.getMetadata().getNamespace() + "/" + service.getMetadata().getName(),
                                service.getMetadata().getNamespace(),
                                Map.of("shopfleet.io/service", service.getMetadata().getName()))),
                        Stream.of(
                                new Pod("gateway", "edge", Map.of("app", "envoy")),
                                new Pod("edge stranger", "edge", Map.of("app", "debug")),
                                new Pod("prometheus", "metrics", Map.of()),
                                new Pod("shop stranger", "shop", Map.of("app", "debug"))))
                .toList();
    }

    private static NetworkPolicy policy(ShopService service) {
        ObjectNode environment = Yaml.tree(ENVIRONMENT) instanceof ObjectNode object ? object : null;
        Surroundings alone = Surroundings.of(List.of(environment));
        var stage = new Stage(service, new Surroundings(
                alone.environments(), FLEET, alone.namespaces(), alone.secrets(), alone.configMaps(), alone.pods()));
        stage.apply(service);
        stage.settle();
        return stage.pass().plan().objects().stream()
                .filter(NetworkPolicy.class::isInstance)
                .map(NetworkPolicy.class::cast)
                .reduce((one, other) -> {
                    throw new AssertionError("two policies of one service");
                })
                .orElseThrow();
    }

    private static boolean chooses(LabelSelector selector, Map<String, String> labels) {
        return selector == null
                || (selector.getMatchLabels() == null || labels.entrySet().containsAll(selector.getMatchLabels().entrySet()))
                        && (selector.getMatchExpressions() == null || selector.getMatchExpressions().stream().allMatch(wanted ->
                                wanted.getOperator().equals("In") && wanted.getValues().contains(labels.get(wanted.getKey()))));
    }

    private static boolean matches(NetworkPolicyPeer peer, Pod from) {
        assertThat(peer.getNamespaceSelector()).as("without it only pods of the same namespace are meant").isNotNull();
        return chooses(peer.getNamespaceSelector(), NAMESPACES.get(from.namespace())) && chooses(peer.getPodSelector(), from.labels());
    }

    private static boolean letsIn(NetworkPolicyIngressRule rule, Pod from) {
        assertThat(rule.getFrom()).as("a rule without peers lets in everybody").isNotEmpty();
        return rule.getPorts().stream().anyMatch(port -> port.getPort().getStrVal().equals("http") && port.getProtocol().equals("TCP"))
                && rule.getFrom().stream().anyMatch(peer -> matches(peer, from));
    }

    /** A pod that no policy chooses is open; else one rule of one policy has to let in. */
    private static boolean reaches(Pod from, Pod to, List<NetworkPolicy> policies) {
        List<NetworkPolicy> choosing = policies.stream()
                .filter(policy -> policy.getMetadata().getNamespace().equals(to.namespace()))
                .filter(policy -> policy.getSpec().getPolicyTypes().contains("Ingress"))
                .filter(policy -> chooses(policy.getSpec().getPodSelector(), to.labels()))
                .toList();
        return choosing.isEmpty()
                || choosing.stream()
                        .flatMap(policy -> policy.getSpec().getIngress().stream())
                        .anyMatch(rule -> letsIn(rule, from));
    }

    @Test
    void exactlyDeclaredCallersThatAreAdmittedAndThePeersOfTheEnvironment() {
        List<NetworkPolicy> policies = FLEET.stream().map(IsolationTest::policy).toList();
        var reached = new TreeSet<String>();
        Predicate<Pod> ours = pod -> pod.labels().containsKey("shopfleet.io/service");
        for (Pod to : pods().stream().filter(ours).toList()) {
            pods().stream()
                    .filter(from -> from != to && reaches(from, to, policies))
                    .forEach(from -> reached.add(from.name() + " > " + to.name()));
        }
        var expected = new TreeSet<>(List.of(
                "shop/web > shop/orders", "shop/web > shop/catalog", "shop/orders > shop/catalog", "reports/analytics > shop/orders"));
        pods().stream().filter(ours).forEach(to -> {
            expected.add("gateway > " + to.name());
            expected.add("prometheus > " + to.name());
        });
        assertThat(reached).isEqualTo(expected);
    }

    @Test
    void withoutAPolicyEverybodyReachesEverybody() {
        Pod stranger = pods().getLast();
        assertThat(pods()).allMatch(to -> reaches(stranger, to, List.of()));
    }
}

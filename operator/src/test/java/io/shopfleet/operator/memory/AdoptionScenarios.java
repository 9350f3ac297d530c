package io.shopfleet.operator.memory;

import static io.shopfleet.operator.memory.Scenarios.B_SERVES;
import static io.shopfleet.operator.memory.Scenarios.B_STARTS;
import static io.shopfleet.operator.memory.Scenarios.apply;
import static io.shopfleet.operator.memory.Scenarios.rests;
import static io.shopfleet.operator.memory.Scenarios.runs;
import static io.shopfleet.operator.memory.Scenarios.yaml;

import io.shopfleet.operator.memory.Scenario.Act;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Stories of a Deployment and a Service that were there before. The service is applied paused, so that they can be. */
final class AdoptionScenarios {
    private static final String LEGACY = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: orders, namespace: shop, labels: {app: orders}}
            spec:
              replicas: 2
              selector: {matchLabels: {app: orders}}
              template:
                metadata: {labels: {app: orders}}
                spec: {containers: [{name: web, image: "registry.example/shop/orders:1.0.0", ports: [{containerPort: 8080}]}]}
            """;

    private static final String ADDRESS = """
            apiVersion: v1
            kind: Service
            metadata: {name: orders, namespace: shop, labels: {app: orders}}
            spec: {selector: {app: orders}, ports: [{port: 80, targetPort: 8080, protocol: TCP}]}
            """;

    private static final String A_SERVES = "Promoted: version 1.0.0 (revision A) has all the traffic";
    private static final String SERVICE = "Adopted: Service orders belongs to the service from now on";
    private static final String DEPLOYMENT = "Adopted: Deployment orders belongs to the service from now on";

    static final List<Scenario> ALL = List.of(
            new Scenario(
                    "what ran before is what the specification describes, and gives way to a new image",
                    paused("1.0.0"),
                    List.of(
                            new Act(rests("Paused"), adopting(yaml("1.0.0", 2))),
                            new Act(runs("1.0.0"), apply(labelled("2.0.0")))),
                    List.of("A > - 0+0", "A > B 2+1", "A > B 1+2", "B > - 0+0"),
                    Set.of(A_SERVES, SERVICE, DEPLOYMENT, B_STARTS, B_SERVES)),
            new Scenario(
                    "what ran before is not what the specification describes",
                    paused("2.0.0"),
                    List.of(new Act(rests("Paused"), adopting(labelled("2.0.0")))),
                    List.of("A > - 0+0", "A > B 2+1", "A > B 1+2", "B > - 0+0"),
                    Set.of(A_SERVES, SERVICE, DEPLOYMENT, B_STARTS, B_SERVES)),
            new Scenario(
                    "what ran before gets its number of pods from the specification",
                    paused("1.0.0"),
                    List.of(new Act(rests("Paused"), adopting(yaml("1.0.0", 3)))),
                    List.of("A > - 0+0"),
                    Set.of(A_SERVES, SERVICE, DEPLOYMENT)));

    private AdoptionScenarios() {}

    private static String paused(String version) {
        return yaml(version, 2).replace("paused: false", "paused: true");
    }

    private static String labelled(String version) {
        return yaml(version, 2).replace("pod: {", "pod: {labels: {app: orders}, ");
    }

    private static Consumer<Shop> adopting(String yaml) {
        return shop -> {
            shop.world.applyYaml(LEGACY);
            shop.world.applyYaml(ADDRESS);
            shop.settle();
            shop.world.edit(Shop.SERVICE, service ->
                    service.withObject("/metadata").withObject("annotations").put("shopfleet.io/adopt", "true"));
            shop.apply(yaml);
        };
    }
}

package io.shopfleet.operator.memory;

import io.shopfleet.api.v1alpha1.Phase;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.graph.Node;
import io.shopfleet.operator.memory.Scenario.Act;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The stories that are told undisturbed, with a crash at every write, and with a stale view in every pass. */
final class Scenarios {
    static final String A_STARTS = "RolloutStarted: version 1.0.0 (revision A) sets out";
    static final String A_SERVES = "Promoted: version 1.0.0 (revision A) has all the traffic";
    static final String B_STARTS = "RolloutStarted: version 2.0.0 (revision B) sets out";
    static final String B_SERVES = "Promoted: version 2.0.0 (revision B) has all the traffic";

    static final List<Scenario> ALL = List.of(
            new Scenario(
                    "first install",
                    yaml("1.0.0", 1),
                    List.of(),
                    List.of("- > A 0+1", "A > - 0+0"),
                    Set.of(A_STARTS, A_SERVES)),
            new Scenario(
                    "rolling update from one to three replicas",
                    yaml("1.0.0", 1),
                    List.of(new Act(runs("1.0.0"), apply(yaml("2.0.0", 3)))),
                    List.of("- > A 0+1", "A > - 0+0", "A > B 3+1", "A > B 2+2", "A > B 1+3", "B > - 0+0"),
                    Set.of(A_STARTS, A_SERVES, B_STARTS, B_SERVES)),
            new Scenario(
                    "rolling update of three replicas",
                    yaml("1.0.0", 3),
                    List.of(new Act(runs("1.0.0"), apply(yaml("2.0.0", 3)))),
                    List.of("- > A 0+3", "A > - 0+0", "A > B 3+1", "A > B 2+2", "A > B 1+3", "B > - 0+0"),
                    Set.of(A_STARTS, A_SERVES, B_STARTS, B_SERVES)),
            new Scenario(
                    "image that cannot be pulled",
                    yaml("1.0.0", 3),
                    List.of(new Act(runs("1.0.0"), apply(yaml("2.0.0-broken", 3)))),
                    List.of(
                            "- > A 0+3", "A > - 0+0", "A > B 3+1",
                            "A > B back 3+0 failed B ImagePullFailed", "A > - 0+0 failed B ImagePullFailed"),
                    Set.of(
                            A_STARTS, A_SERVES,
                            "RolloutStarted: version 2.0.0-broken (revision B) sets out",
                            "ImagePullFailed: version 2.0.0-broken (revision B) failed:"
                                    + " image registry.example/shop/orders:2.0.0-broken cannot be"
                                    + " pulled; check its name and tag, and spec.pod.imagePullSecrets;"
                                    + " returning to version 1.0.0 (revision A)")),
            new Scenario(
                    "image that cannot be pulled, mended",
                    yaml("1.0.0", 3),
                    List.of(
                            new Act(runs("1.0.0"), apply(yaml("2.0.0-broken", 3))),
                            new Act(rests("Failed"), apply(yaml("2.0.0", 3)))),
                    List.of(
                            "- > A 0+3", "A > - 0+0", "A > B 3+1",
                            "A > B back 3+0 failed B ImagePullFailed", "A > - 0+0 failed B ImagePullFailed",
                            "A > C 3+1", "A > C 2+2", "A > C 1+3", "C > - 0+0"),
                    Set.of(
                            A_STARTS, A_SERVES,
                            "RolloutStarted: version 2.0.0-broken (revision B) sets out",
                            "ImagePullFailed: version 2.0.0-broken (revision B) failed:"
                                    + " image registry.example/shop/orders:2.0.0-broken cannot be"
                                    + " pulled; check its name and tag, and spec.pod.imagePullSecrets;"
                                    + " returning to version 1.0.0 (revision A)",
                            "RolloutStarted: version 2.0.0 (revision C) sets out",
                            "Promoted: version 2.0.0 (revision C) has all the traffic")),
            new Scenario(
                    "first image cannot be pulled, mended",
                    yaml("1.0.0-broken", 2),
                    List.of(new Act(failed(), apply(yaml("1.0.1", 2)))),
                    List.of("- > A 0+2", "- > A 0+2 failed A ImagePullFailed", "- > B 0+2", "B > - 0+0"),
                    Set.of(
                            "RolloutStarted: version 1.0.0-broken (revision A) sets out",
                            "RolloutStarted: version 1.0.1 (revision B) sets out",
                            "Promoted: version 1.0.1 (revision B) has all the traffic",
                            "ImagePullFailed: version 1.0.0-broken (revision A) failed:"
                                    + " image registry.example/shop/orders:1.0.0-broken cannot be"
                                    + " pulled; check its name and tag, and spec.pod.imagePullSecrets")),
            new Scenario(
                    "superseded in mid-roll",
                    yaml("1.0.0", 3),
                    List.of(
                            new Act(runs("1.0.0"), apply(yaml("2.0.0", 3))),
                            new Act(steps(2, 2), apply(yaml("3.0.0", 3)))),
                    List.of(
                            "- > A 0+3", "A > - 0+0", "A > B 3+1", "A > B 2+2", "A > B back 3+1", "A > - 0+0",
                            "A > C 3+1", "A > C 2+2", "A > C 1+3", "C > - 0+0"),
                    Set.of(
                            A_STARTS, A_SERVES, B_STARTS,
                            "Superseded: the spec changed; version 2.0.0 (revision B) leaves before it was promoted",
                            "RolloutStarted: version 3.0.0 (revision C) sets out",
                            "Promoted: version 3.0.0 (revision C) has all the traffic")),
            new Scenario(
                    "taken back in mid-roll",
                    yaml("1.0.0", 3),
                    List.of(
                            new Act(runs("1.0.0"), apply(yaml("2.0.0", 3))),
                            new Act(steps(2, 2), apply(yaml("1.0.0", 3)))),
                    List.of("- > A 0+3", "A > - 0+0", "A > B 3+1", "A > B 2+2", "A > B back 3+1", "A > - 0+0"),
                    Set.of(
                            A_STARTS, A_SERVES, B_STARTS,
                            "Superseded: the spec changed; version 2.0.0 (revision B) leaves before it was promoted")),
            new Scenario(
                    "scaled up in mid-roll",
                    yaml("1.0.0", 3),
                    List.of(
                            new Act(runs("1.0.0"), apply(yaml("2.0.0", 3))),
                            new Act(steps(2, 2), apply(yaml("2.0.0", 6)))),
                    List.of(
                            "- > A 0+3", "A > - 0+0", "A > B 3+1", "A > B 2+2", "A > B 4+4", "A > B 2+6", "B > - 0+0"),
                    Set.of(A_STARTS, A_SERVES, B_STARTS, B_SERVES)),
            new Scenario(
                    "scaled down in mid-roll",
                    yaml("1.0.0", 6),
                    List.of(
                            new Act(runs("1.0.0"), apply(yaml("2.0.0", 6))),
                            new Act(steps(4, 4), apply(yaml("2.0.0", 2)))),
                    List.of("- > A 0+6", "A > - 0+0", "A > B 6+2", "A > B 4+4", "B > - 0+0"),
                    Set.of(A_STARTS, A_SERVES, B_STARTS, B_SERVES)),
            new Scenario(
                    "scaled at rest",
                    yaml("1.0.0", 2),
                    List.of(
                            new Act(runs("1.0.0"), apply(yaml("1.0.0", 5))),
                            new Act(replicas(5), apply(yaml("1.0.0", 0))),
                            new Act(replicas(0), apply(yaml("1.0.0", 1)))),
                    List.of("- > A 0+2", "A > - 0+0"),
                    Set.of(A_STARTS, A_SERVES)),
            new Scenario(
                    "provider arrives",
                    yaml("1.0.0", 2) + "  dependencies: [{name: catalog, service: {name: catalog}, require: Ready}]\n",
                    List.of(
                            new Act(waitsOnCatalog(), shop -> shop.providers.put("catalog", catalog(""))),
                            new Act(waits("ShopService catalog has not served yet; its status says why"),
                                    shop -> shop.providers.put("catalog", catalog("1.0.0")))),
                    List.of("- > A 0+2", "A > - 0+0"),
                    Set.of(A_STARTS, A_SERVES)),
            new Scenario(
                    "provider serves an older version, then the wanted one",
                    yaml("1.0.0", 2)
                            + "  dependencies: [{name: catalog, service: {name: catalog, minVersion: \"1.4\"}, require: Ready}]\n",
                    List.of(
                            new Act(waitsOnCatalog(), shop -> shop.providers.put("catalog", catalog("1.3.0"))),
                            new Act(waits("ShopService catalog serves version 1.3.0, and 1.4 or later is wanted; roll out a later "
                                            + "version of it, or lower minVersion"),
                                    shop -> shop.providers.put("catalog", catalog("1.4.0")))),
                    List.of("- > A 0+2", "A > - 0+0"),
                    Set.of(A_STARTS, A_SERVES)),
            new Scenario(
                    "every child deleted",
                    yaml("1.0.0", 2),
                    List.of(
                            new Act(runs("1.0.0"), apply(yaml("1.0.0", 3))),
                            new Act(replicas(3), Scenarios::deleteAllChildren)),
                    List.of("- > A 0+2", "A > - 0+0"),
                    Set.of(
                            A_STARTS, A_SERVES,
                            "DriftRepaired: ServiceAccount orders was deleted; it is back",
                            "DriftRepaired: ControllerRevision orders-A was deleted; it is back",
                            "DriftRepaired: ConfigMap orders-A was deleted; it is back",
                            "DriftRepaired: Service orders was deleted; it is back",
                            "DriftRepaired: Service orders-A was deleted; it is back",
                            "DriftRepaired: Deployment orders-A was deleted; it is back")),
            new Scenario(
                    "a worker gets a port",
                    yaml("1.0.0", 1).replaceAll("  ports: .*\n", ""),
                    List.of(new Act(runs("1.0.0"), apply(yaml("1.0.0", 1)))),
                    List.of("- > A 0+1", "A > - 0+0", "A > B 1+1", "B > - 0+0"),
                    Set.of(
                            A_STARTS, A_SERVES, "RolloutStarted: version 1.0.0 (revision B) sets out",
                            "Promoted: version 1.0.0 (revision B) has all the traffic")),
            new Scenario(
                    "back to an earlier spec",
                    yaml("1.0.0", 1),
                    List.of(
                            new Act(runs("1.0.0"), apply(yaml("2.0.0", 1))),
                            new Act(runs("2.0.0"), apply(yaml("1.0.0", 1)))),
                    List.of("- > A 0+1", "A > - 0+0", "A > B 1+1", "B > - 0+0", "B > A 1+1", "A > - 0+0"),
                    Set.of(A_STARTS, A_SERVES, B_STARTS, B_SERVES)),
            new Scenario(
                    "paused in mid-roll and resumed",
                    yaml("1.0.0", 3),
                    List.of(
                            new Act(runs("1.0.0"), apply(yaml("2.0.0", 3))),
                            new Act(steps(2, 2), apply(yaml("2.0.0", 3).replace("paused: false", "paused: true"))),
                            new Act(rests("Paused"), apply(yaml("2.0.0", 3)))),
                    List.of("- > A 0+3", "A > - 0+0", "A > B 3+1", "A > B 2+2", "A > B 1+3", "B > - 0+0"),
                    Set.of(A_STARTS, A_SERVES, B_STARTS, B_SERVES)));

    private Scenarios() {}

    static String yaml(String version, int replicas) {
        return """
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: orders, namespace: shop}
                spec:
                  environment: default
                  image: registry.example/shop/orders:%s
                  replicas: %d
                  ports: [{name: http, port: 8080, protocol: HTTP}]
                  pod: {topologyKey: kubernetes.io/hostname}
                  rollout: {strategy: Rolling, progressDeadline: 10s, history: 3}
                  paused: false
                """.formatted(version, replicas);
    }

    static Consumer<Shop> apply(String yaml) {
        return shop -> shop.apply(yaml);
    }

    private static void deleteAllChildren(Shop shop) {
        shop.world.ids().stream().filter(id -> !id.equals(Shop.SERVICE)).forEach(shop.world::delete);
    }

    static Predicate<ShopService> runs(String version) {
        return rests("Running").and(service -> version.equals(service.getStatus().version()));
    }

    static Predicate<ShopService> rests(String phase) {
        return service -> service.getStatus().phase() == Phase.valueOf(phase);
    }

    private static Predicate<ShopService> failed() {
        return service -> service.getStatus().failed() != null;
    }

    static Predicate<ShopService> replicas(int number) {
        return service -> Integer.valueOf(number).equals(service.getStatus().availableReplicas());
    }

    private static Predicate<ShopService> waitsOnCatalog() {
        return service -> "catalog".equals(service.getStatus().waitingOn());
    }

    private static Node catalog(String version) {
        return new Node(!version.isEmpty(), !version.isEmpty(), version, List.of(), List.of());
    }

    private static Predicate<ShopService> waits(String message) {
        return service -> service.getStatus().dependencies().stream()
                .anyMatch(edge -> message.equals(edge.message()));
    }

    static Predicate<ShopService> steps(int serving, int candidate) {
        return service -> service.getStatus().candidate() != null
                && Integer.valueOf(serving).equals(service.getStatus().rollout().servingReplicas())
                && Integer.valueOf(candidate).equals(service.getStatus().rollout().candidateReplicas());
    }
}

package io.shopfleet.operator.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.shopfleet.api.v1alpha1.Direction;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.ManagedKind;
import io.shopfleet.operator.rollout.Position;
import io.shopfleet.operator.rollout.RecordedPosition;
import io.shopfleet.testkit.ApiServer;
import io.shopfleet.testkit.PlayedNode;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** One telling of a tale: a namespace, a node, what the team has still to do, and a chronicle of the recorded steps. */
final class Stage implements AutoCloseable {
    private static final String SERVICE = "orders";
    private static final Set<String> NEW_IN_EVERY_TELLING = Set.of(
            "uid", "resourceVersion", "generation", "observedGeneration", "creationTimestamp", "lastTransitionTime",
            "lastUpdateTime", "startedAt", "stepStartedAt", "at", "since", "time", "managedFields", "clusterIP", "clusterIPs",
            // The owner's uid is part of the digest, the namespace part of the pods' hash.
            "shopfleet.io/applied", "inputs", "message", "shopfleet.io/beat", "beat");

    final Team team;
    final PlayedNode node;
    final List<String> steps = new CopyOnWriteArrayList<>();
    final List<Long> beats = new CopyOnWriteArrayList<>();
    private final KubernetesClient client;
    private final String environment;
    final Tale tale;
    private final Deque<Tale.Act> acts;
    private final Watch watch;
    private final Map<String, String> letters = new ConcurrentHashMap<>();
    private Position last = Position.NONE;
    private volatile ShopService seen;

    Stage(ApiServer server, String environment, Tale tale) {
        this.environment = environment;
        this.tale = tale;
        client = server.admin();
        acts = new ArrayDeque<>(tale.acts());
        team = Team.in(server, environment);
        node = PlayedNode.in(server, team.namespace);
        watch = client.resources(ShopService.class).inNamespace(team.namespace).watch(new Watcher<>() {
            @Override
            public void eventReceived(Action action, ShopService service) {
                if (service.getMetadata().getName().equals(SERVICE)) {
                    seen = service;
                    chronicle(RecordedPosition.read(service.getStatus()));
                }
            }

            @Override
            public void onClose(WatcherException cause) {}
        });
    }

    /** Does what is due; answers whether the tale has come to its end. */
    boolean goOn() {
        ShopService service = seen;
        if (!acts.isEmpty() && (service == null || service.getStatus() != null) && acts.peek().when().test(service)) {
            acts.poll().does().accept(this);
            return false;
        }
        return acts.isEmpty() && service != null && tale.end().test(service) && onlyServing(service);
    }

    private boolean onlyServing(ShopService service) {
        var deployments = client.apps().deployments().inNamespace(team.namespace)
                .withLabel("shopfleet.io/service", SERVICE).list().getItems();
        return deployments.size() == 1
                && service.getSpec().replicas().equals(deployments.getFirst().getStatus().getAvailableReplicas())
                && client.policy().v1().podDisruptionBudget().inNamespace(team.namespace).withName(SERVICE).get() != null;
    }

    void apply(String version, int replicas, String... lines) {
        team.apply("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: orders}
                spec:
                  environment: %s
                  image: registry.example/shop/orders:%s
                  replicas: %d
                  ports: [{name: http, port: 8080}]
                  rollout: {progressDeadline: %s}
                """.formatted(environment, version, replicas, tale.deadline())
                + String.join("", Stream.of(lines).map(line -> "  " + line + "\n").toList()));
    }

    void applyProvider() {
        team.apply("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: catalog}
                spec:
                  environment: %s
                  image: registry.example/shop/catalog:1.0.0
                  ports: [{name: http, port: 8080}]
                """.formatted(environment));
    }

    void deleteAllChildren() {
        managed().filter(object -> !(object instanceof ShopService)).forEach(object -> client.resource(object).delete());
    }

    private Stream<HasMetadata> managed() {
        Stream<HasMetadata> children = Arrays.stream(ManagedKind.values())
                .flatMap(kind -> client.resources(kind.type()).inNamespace(team.namespace)
                        .withLabel("shopfleet.io/service", SERVICE).list().getItems().stream());
        return Stream.concat(children, Stream.of(team.service(SERVICE)));
    }

    private void chronicle(Position position) {
        if (position.beat() != last.beat()) {
            // A step whose clock starts anew, since nobody was there to put it into effect, is the same step.
            String before = steps.isEmpty() ? "" : steps.getLast();
            beats.add(position.beat());
            last = position;
            String step = "%s > %s%s %d+%d".formatted(
                    position.serving().map(this::letter).orElse("-"),
                    position.candidate().map(this::letter).orElse("-"),
                    position.direction() == Direction.Back ? " back" : "",
                    position.step().serving(),
                    position.step().candidate());
            if (!step.equals(before)) {
                steps.add(step);
            }
        }
    }

    private String letter(String revision) {
        return letters.computeIfAbsent(revision, unknown -> String.valueOf((char) ('A' + letters.size())));
    }

    /** Every field of everything that there is, without what is new in every telling. */
    SortedMap<String, String> contents() {
        var contents = new TreeMap<String, String>();
        managed().forEach(object -> flatten(
                object.getKind() + " " + alike(object.getMetadata().getName()),
                Serialization.unmarshal(alike(Serialization.asJson(object)), JsonNode.class),
                contents));
        return contents;
    }

    /** With an edge the address is in the revision, and the namespace in the address. */
    private String alike(String text) {
        String alike = text.replace(team.namespace, "NAMESPACE");
        for (Map.Entry<String, String> revision : letters.entrySet()) {
            alike = alike.replace(revision.getKey(), "REVISION-" + revision.getValue());
        }
        return alike;
    }

    private static void flatten(String path, JsonNode node, Map<String, String> contents) {
        // Its controller counts how often its own cache was behind.
        boolean ofController = path.startsWith("Deployment ")
                && (path.endsWith(" status conditions") || path.endsWith(" status collisionCount"));
        if (ofController || NEW_IN_EVERY_TELLING.contains(path.substring(path.lastIndexOf(' ') + 1))) {
            return;
        }
        if (!node.isContainerNode() || node.isEmpty()) {
            contents.put(path, node.asText());
        }
        node.properties().forEach(field -> flatten(path + " " + field.getKey(), field.getValue(), contents));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            flatten(path + " " + i, node.get(i), contents);
        }
    }

    @Override
    public void close() {
        watch.close();
        node.close();
        client.namespaces().withName(team.namespace).delete();
    }
}

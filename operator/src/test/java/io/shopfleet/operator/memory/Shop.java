package io.shopfleet.operator.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.shopfleet.api.v1alpha1.Autoscaling;
import io.shopfleet.api.v1alpha1.Direction;
import io.shopfleet.api.v1alpha1.Freeze;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.ShopServiceSpec;
import io.shopfleet.operator.fleet.Pair;
import io.shopfleet.operator.graph.Node;
import io.shopfleet.operator.memory.World.Id;
import io.shopfleet.operator.rollout.Position;
import io.shopfleet.operator.rollout.RecordedPosition;
import io.shopfleet.operator.status.Happening;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A world with one service in it, the controllers and nodes that a Deployment needs, people who act when the status says
 * what they wait for, and a chronicle of what was recorded. Images with "broken" in their name never start.
 */
final class Shop {
    static final String NAMESPACE = "shop";
    static final Id SERVICE = new Id("ShopService", "orders");

    final World world;
    final Map<String, Node> providers = new HashMap<>();
    /** Every position that was recorded, in order. */
    final List<String> steps = new ArrayList<>();
    /** Every write to an object that changed something, in order. */
    final List<String> effects = new ArrayList<>();
    /** Reason and text of every event; telling twice leaves one. */
    final SortedSet<String> events = new TreeSet<>();

    private final Deque<Scenario.Act> acts;
    private final Map<String, String> letters = new HashMap<>();
    private Position last = Position.NONE;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    /** The fewest and the most pods that were wanted so far; with an autoscaler, since it last changed the number. */
    private int fewest = Integer.MAX_VALUE;

    private int most;

    /** Pods that the measured load calls for, wherever there is an autoscaler. */
    private OptionalInt load = OptionalInt.empty();

    private Optional<Freeze> freeze = Optional.empty();

    private boolean migrationsHeld;
    private boolean migrationsMended;

    Shop(Scenario scenario) {
        world = new World();
        acts = new ArrayDeque<>(scenario.acts());
        apply(scenario.first());
    }

    /** A shop of its own that goes on from here. */
    Shop(Shop other) {
        world = new World(other.world);
        acts = new ArrayDeque<>(other.acts);
        providers.putAll(other.providers);
        steps.addAll(other.steps);
        effects.addAll(other.effects);
        events.addAll(other.events);
        letters.putAll(other.letters);
        last = other.last;
        now = other.now;
        fewest = other.fewest;
        most = other.most;
        load = other.load;
        freeze = other.freeze;
        migrationsHeld = other.migrationsHeld;
        migrationsMended = other.migrationsMended;
    }

    /** The environment is frozen for so long from now on. */
    void freeze(Duration time) {
        freeze = Optional.of(new Freeze("stocktaking", now.plus(time).toString()));
    }

    Optional<Freeze> freeze() {
        return freeze;
    }

    void apply(String yaml) {
        Optional<ShopServiceSpec> before = world.get(SERVICE, ShopService.class).map(ShopService::getSpec);
        world.applyYaml(yaml);
        int replicas = service().getSpec().replicas();
        Autoscaling autoscaling = service().getSpec().autoscaling();
        if (autoscaling == null) {
            fewest = Math.min(fewest, replicas);
            most = Math.max(most, replicas);
        } else {
            int there = before.map(spec -> spec.autoscaling() == null ? spec.replicas() : fewest).orElse(0);
            fewest = Math.max(there, autoscaling.min());
            most = Math.max(most, autoscaling.min());
        }
    }

    /** From now on the load calls for so many pods. */
    void load(int pods) {
        load = OptionalInt.of(pods);
        autoscale();
    }

    /** As many as there shall be in the end: with an autoscaler what it last made of the load. */
    int pods() {
        return service().getSpec().autoscaling() == null ? service().getSpec().replicas() : fewest;
    }

    /** What kubectl annotate does. */
    void command(String text) {
        world.edit(SERVICE, service ->
                service.withObject("/metadata").withObject("annotations").put("shopfleet.io/command", text));
    }

    /** A team's Secret or ConfigMap. */
    void keep(String kind, String name, Map<String, String> values) {
        ObjectNode object = World.tree("""
                apiVersion: v1
                metadata: {namespace: shop, labels: {shopfleet.io/bindable: "true"}}
                """);
        object.put("kind", kind).withObject("/metadata").put("name", name);
        values.forEach((key, value) -> object.withObject("/data").put(key, kind.equals("Secret") ? base64(value) : value));
        world.applyYaml(object.toString());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    int needed() {
        return fewest;
    }

    int allowed() {
        return most + Math.ceilDiv(most, 4);
    }

    ShopService service() {
        return world.get(SERVICE, ShopService.class).orElseThrow();
    }

    /** Virtual time: it passes only when the operator waits. */
    Clock clock() {
        InstantSource virtual = () -> now;
        return virtual.withZone(ZoneOffset.UTC);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** Called by the server when it has stored a status: the chronicle goes on, and whoever waited for it acts. */
    void recorded(ShopService service) {
        Position position = RecordedPosition.read(service.getStatus());
        if (!position.equals(last)) {
            last = position;
            steps.add(words(position));
        }
        while (!acts.isEmpty() && acts.peek().when().test(service())) {
            acts.poll().does().accept(this);
        }
    }

    boolean serves() {
        return last.serving().isPresent();
    }

    boolean actsAreOpen() {
        return !acts.isEmpty();
    }

    void told(Happening happening) {
        events.add(letters.entrySet().stream().reduce(
                happening.reason() + ": " + happening.message(),
                (text, name) -> text.replace(Pair.of(name.getKey()).words(), "revision " + name.getValue())
                        .replace(name.getKey(), name.getValue()),
                (one, other) -> other));
    }

    private String words(Position position) {
        return "%d: %s > %s%s %d+%d%s%s".formatted(
                position.beat(),
                position.serving().map(this::letter).orElse("-"),
                position.candidate().map(this::letter).orElse("-"),
                position.direction() == Direction.Back ? " back" : "",
                position.step().serving(),
                position.step().candidate(),
                position.failure()
                        .map(failure -> " failed " + letter(failure.revision()) + " " + failure.reason())
                        .orElse(""),
                position.rollback()
                        .map(rollback -> " from " + letter(rollback.from()) + " to " + letter(rollback.to()))
                        .orElse(""));
    }

    /** Revisions, each with its epoch, by letters in the order in which they set out. */
    private String letter(String revision) {
        return letters.computeIfAbsent(revision, unknown -> String.valueOf((char) ('A' + letters.size())));
    }

    /**
     * Capacity at this instant: pods that are ready and stay so, and pods that are asked for. Pods that are ready now count
     * only as far as they are still wanted.
     */
    record Capacity(int surelyReady, int askedFor) {

        Capacity plus(Capacity other) {
            return new Capacity(surelyReady + other.surelyReady, askedFor + other.askedFor);
        }
    }

    Capacity capacity() {
        return world.ids("Deployment")
                .map(world::tree)
                .map(deployment -> {
                    int wanted = deployment.at("/spec/replicas").asInt();
                    return new Capacity(Math.min(wanted, deployment.at("/status/availableReplicas").asInt()), wanted);
                })
                .reduce(new Capacity(0, 0), Capacity::plus);
    }

    /** As kubectl scale does it to every Deployment. */
    void scaleByHand(int pods) {
        world.ids("Deployment").forEach(id ->
                world.edit(id, deployment -> deployment.withObject("/spec").put("replicas", pods)));
        fewest = pods;
        most = pods;
    }

    /** What the controller of autoscalers does: within the bounds whatever the load, and nothing where a person said zero. */
    private void autoscale() {
        world.ids("HorizontalPodAutoscaler").forEach(id -> {
            var range = world.tree(id).path("spec");
            var target = new Id("Deployment", range.at("/scaleTargetRef/name").asText());
            int now = world.tree(target).at("/spec/replicas").asInt();
            int wanted = Math.clamp(load.orElse(now), range.path("minReplicas").asInt(), range.path("maxReplicas").asInt());
            if (now > 0 && now != wanted) {
                world.edit(target, deployment -> deployment.withObject("/spec").put("replicas", wanted));
                fewest = wanted;
                most = wanted;
            }
            world.edit(id, autoscaler -> autoscaler.withObject("/status").putArray("conditions").addObject()
                    .put("type", "AbleToScale").put("status", "True"));
        });
    }

    /** The controllers of autoscalers and Deployments and the nodes do all they can. */
    void settle() {
        autoscale();
        migrate();
        world.ids("Deployment").forEach(id -> world.edit(id, deployment -> {
            int wanted = deployment.at("/spec/replicas").asInt();
            ObjectNode status = deployment.putObject("status");
            status.put("observedGeneration", deployment.at("/metadata/generation").asLong());
            status.put("replicas", wanted);
            status.put("availableReplicas", broken(deployment) ? 0 : wanted);
        }));
    }

    /** From now on migrations take as long as people want them to. */
    void holdMigrations(boolean hold) {
        migrationsHeld = hold;
    }

    /** What kept them from succeeding is gone. */
    void mendMigrations() {
        migrationsMended = true;
    }

    /** What the controller of Jobs does: with a broken image no pod of one starts, a command with "broken" in it fails. */
    private void migrate() {
        world.ids("Job").filter(id -> world.tree(id).at("/status/conditions").isMissingNode() && !broken(world.tree(id))).forEach(id -> {
            boolean fails = !migrationsMended && world.tree(id).at("/spec/template/spec/containers/0/command").toString().contains("broken");
            world.edit(id, job -> {
                ObjectNode status = job.withObject("/status").put("ready", migrationsHeld ? 1 : 0);
                if (!migrationsHeld) {
                    status.putArray("conditions").addObject()
                            .put("type", fails ? "Failed" : "Complete").put("status", "True")
                            .put("reason", fails ? "BackoffLimitExceeded" : "CompletionsReached");
                }
            });
        });
    }

    /** Those of a Job, where they do not start. */
    List<Pod> pods(String job) {
        return world.get(new Id("Job", job), Job.class).stream()
                .filter(found -> broken(World.tree(found)))
                .map(found -> podThatCannotPull(found.getSpec().getTemplate().getSpec().getContainers().getFirst().getImage()))
                .toList();
    }

    void loseAPodOfEachRevision() {
        world.ids("Deployment").forEach(id -> world.edit(id, deployment -> {
            int available = deployment.at("/status/availableReplicas").asInt();
            deployment.withObject("/status").put("availableReplicas", Math.max(0, available - 1));
        }));
    }

    List<Long> beats() {
        return steps.stream().map(step -> Long.valueOf(step.substring(0, step.indexOf(':')))).toList();
    }

    private boolean broken(ObjectNode deployment) {
        return deployment.at("/spec/template/spec/containers/0/image").asText().contains("broken") || misled(deployment);
    }

    /** Its pods read "broken" from a Secret, as it is now. */
    private boolean misled(ObjectNode deployment) {
        for (JsonNode variable : deployment.at("/spec/template/spec/containers/0/env")) {
            JsonNode reference = variable.at("/valueFrom/secretKeyRef");
            var secret = new Id("Secret", reference.path("name").asText());
            if (world.ids().contains(secret)
                    && world.tree(secret).path("data").path(reference.path("key").asText()).asText().equals(base64("broken"))) {
                return true;
            }
        }
        return false;
    }

    /** Pods as their nodes would show them: those of a broken image cannot pull it, those with a broken secret crash. */
    List<Pod> pods(Pair pair) {
        return world.ids("Deployment")
                .flatMap(id -> world.get(id, Deployment.class).stream())
                .filter(deployment -> deployment.getSpec().getSelector().getMatchLabels().entrySet()
                        .containsAll(pair.labels().entrySet()))
                .filter(deployment -> broken(World.tree(deployment)))
                .map(deployment -> misled(World.tree(deployment))
                        ? podThatCrashes()
                        : podThatCannotPull(deployment.getSpec().getTemplate().getSpec().getContainers().getFirst().getImage()))
                .toList();
    }

    private static Pod podThatCrashes() {
        return new PodBuilder()
                .withNewMetadata()
                .withName("pod")
                .endMetadata()
                .withNewStatus()
                .addNewContainerStatus()
                .withName("app")
                .withReady(false)
                .withNewState()
                .withNewWaiting()
                .withReason("CrashLoopBackOff")
                .endWaiting()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
    }

    private static Pod podThatCannotPull(String image) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("pod")
                .endMetadata()
                .withNewStatus()
                .addNewContainerStatus()
                .withName("app")
                .withImage(image)
                .withReady(false)
                .withNewState()
                .withNewWaiting()
                .withReason("ImagePullBackOff")
                .endWaiting()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
    }
}

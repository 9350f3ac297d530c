package io.shopfleet.operator.memory;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.cluster.Pass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One telling of a scenario, until nothing changes any more. */
final class Trial {
    private static final int PASSES = 500;
    private static final int QUIET = 4;
    private static final Set<String> NEW_IN_EVERY_TELLING = Set.of(
            "uid", "resourceVersion", "generation", "observedGeneration", "lastTransitionTime", "startedAt", "stepStartedAt",
            "at", "since", "shopfleet.io/attempt");
    private static final Duration RETRY = Duration.ofMillis(500);

    /** When the controllers go on: while the operator is down, or only once it has nothing more to do. */
    enum Meanwhile {
        WORLD_GOES_ON,
        WORLD_STANDS_STILL
    }

    /** What a pass begins with: the shop, and the service as the pass before saw it. */
    record Beginning(Shop shop, ShopService before) {}

    final Shop shop;
    /** The shop before the first write and right after each, which is also right before the next. */
    final List<Shop> writes = new ArrayList<>();

    final List<Beginning> passes = new ArrayList<>();

    private Trial(Shop shop) {
        this.shop = shop;
    }

    static Trial undisturbed(Scenario scenario) {
        var trial = new Trial(new Shop(scenario));
        trial.writes.add(new Shop(trial.shop));
        trial.run(new WorldCluster(trial.shop, () -> trial.writes.add(new Shop(trial.shop))), null, true);
        return trial;
    }

    /** An operator that knows nothing goes on where another one ended. */
    static Trial resumed(Shop from, Meanwhile meanwhile) {
        var trial = new Trial(new Shop(from));
        if (meanwhile == Meanwhile.WORLD_GOES_ON) {
            trial.shop.settle();
        }
        trial.run(new WorldCluster(trial.shop, () -> {}), null, meanwhile == Meanwhile.WORLD_GOES_ON);
        return trial;
    }

    /** The first pass sees the service as it was one pass ago. */
    static Trial stale(Beginning beginning) {
        var trial = new Trial(new Shop(beginning.shop()));
        trial.run(new WorldCluster(trial.shop, () -> {}), beginning.before(), true);
        return trial;
    }

    /** Passes and controllers take turns until neither changes anything, nor would time. */
    private void run(WorldCluster cluster, ShopService stale, boolean lively) {
        Pass pass = new Pass(shop.clock());
        ShopService view = stale;
        for (int quiet = 0; quiet < QUIET; ) {
            if (passes.size() > PASSES) {
                throw new AssertionError("no end in sight after " + PASSES + " passes: " + shop.steps);
            }
            ShopService now = shop.service();
            passes.add(new Beginning(new Shop(shop), passes.isEmpty() ? now : before()));
            long version = shop.world.version();
            Optional<Duration> next = look(pass, view == null ? now : view, cluster);
            boolean fresh = view == null;
            view = null;
            if (lively || shop.world.version() == version) {
                shop.settle();
            }
            shop.pass(next.orElse(Duration.ZERO));
            quiet = shop.world.version() > version || !fresh ? 0 : quiet + (next.isEmpty() ? QUIET : 1);
        }
    }

    private ShopService before() {
        return passes.getLast().shop().service();
    }

    private static Optional<Duration> look(Pass pass, ShopService service, WorldCluster cluster) {
        try {
            return pass.run(service, cluster);
        } catch (KubernetesClientException e) {
            return Optional.of(RETRY);
        }
    }

    private SortedMap<String, String> end;

    /** Every field that there is at the end, without what is new in every telling. */
    SortedMap<String, String> end() {
        if (end == null) {
            end = new TreeMap<>();
            shop.world.ids().forEach(id -> flatten(id.toString(), shop.world.tree(id), end));
        }
        return end;
    }

    private static void flatten(String path, JsonNode node, Map<String, String> end) {
        if (node.isContainerNode() && !node.isEmpty()) {
            node.properties().forEach(field -> flatten(path + " " + field.getKey(), field.getValue(), end));
            for (int i = 0; node.isArray() && i < node.size(); i++) {
                flatten(path + " " + i, node.get(i), end);
            }
        } else if (!NEW_IN_EVERY_TELLING.contains(path.substring(path.lastIndexOf(' ') + 1))
                && !path.matches("Job .* shopfleet.io/applied")) {
            end.put(path, node.asText());
        }
    }

    /** What this end has and the other has not, and the other way round. */
    List<String> differsFrom(Trial other) {
        SortedMap<String, String> mine = end();
        SortedMap<String, String> theirs = other.end();
        return Stream.concat(mine.keySet().stream(), theirs.keySet().stream())
                .distinct()
                .filter(path -> !Objects.equals(mine.get(path), theirs.get(path)))
                .map(path -> path + ": " + mine.get(path) + " instead of " + theirs.get(path))
                .toList();
    }
}

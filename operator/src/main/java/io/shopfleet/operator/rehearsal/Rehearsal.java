package io.shopfleet.operator.rehearsal;

import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.cluster.Pass;
import io.shopfleet.operator.cluster.Pass.Look;
import io.shopfleet.operator.cluster.reading.Unreadable;
import io.shopfleet.operator.fleet.Provider.Id;
import io.shopfleet.operator.graph.Node;
import io.shopfleet.operator.rollout.RecordedPosition;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Real passes over services in turn, on a stage, until none of them has anything left to do. Time is played: it begins where
 * the newest recorded step does, so that equal input gives equal plans.
 */
final class Rehearsal {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration BETWEEN = Duration.ofSeconds(10);
    /** Far more than any rollout has steps; only a plan that never comes to rest gets here. */
    private static final int ROUNDS = 1_000;

    private final Stage stage;
    private final Map<Id, Course> courses = new LinkedHashMap<>();
    private final Map<Id, List<Id>> dependants = new HashMap<>();
    private Instant now = BEGIN;
    private final Pass pass = new Pass(((InstantSource) () -> now).withZone(ZoneOffset.UTC));

    private Rehearsal(Stage stage, List<ShopService> order) {
        this.stage = stage;
        order.forEach(service -> Node.providers(service)
                .forEach(provider -> dependants.computeIfAbsent(provider, id -> new ArrayList<>()).add(Id.of(service))));
        order.stream()
                .map(service -> RecordedPosition.read(service.getStatus()).stepStartedAt())
                .filter(now::isBefore)
                .max(Instant::compareTo)
                .ifPresent(newest -> now = newest);
    }

    /** Courses by service, in the order given. */
    static Map<Id, Course> of(Stage stage, List<ShopService> order) {
        var rehearsal = new Rehearsal(stage, order);
        Set<Id> due = order.stream().map(Id::of).collect(Collectors.toCollection(HashSet::new));
        for (int round = 0; !due.isEmpty() && round < ROUNDS; round++) {
            due.addAll(rehearsal.round(order, due));
            rehearsal.now = rehearsal.now.plus(BETWEEN);
        }
        return rehearsal.courses;
    }

    /** Who moved looks again in the next round; who depends on it looks as soon as its turn comes. Others have no reason to. */
    private List<Id> round(List<ShopService> order, Set<Id> due) {
        var moved = new ArrayList<Id>();
        for (ShopService service : order) {
            Id id = Id.of(service);
            if (due.remove(id) && moved(service)) {
                moved.add(id);
                due.addAll(dependants.getOrDefault(id, List.of()));
            }
        }
        return moved;
    }

    /** What cannot be read stops one service, and the others go on. */
    private boolean moved(ShopService service) {
        Course course = courses.computeIfAbsent(Id.of(service), id -> new Course());
        if (course.obstacle.isPresent()) {
            return false;
        }
        try {
            if (course.first == null) {
                course.before = stage.made(service);
            }
            Look look = pass.look(service, stage);
            course.add(look);
            return look.report().again() || look.report().changed();
        } catch (Unreadable e) {
            course.obstacle = Optional.of(e);
            return false;
        }
    }
}

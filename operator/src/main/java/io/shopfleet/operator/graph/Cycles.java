package io.shopfleet.operator.graph;

import io.shopfleet.operator.fleet.Provider.Id;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Services that wait for each other, so that none would ever start. Only edges that make a service wait count, and those
 * to another namespace only with a grant.
 */
final class Cycles {
    /** So many services are looked at from one of them; what lies beyond is not found, and every pass stays short. */
    static final int LIMIT = 1000;

    private final Map<Id, Optional<Node>> seen = new HashMap<>();
    private final Function<Id, Optional<Node>> others;

    private Cycles(Id self, Node node, Function<Id, Optional<Node>> others) {
        this.others = others;
        seen.put(self, Optional.of(node));
    }

    /** By the provider to which the service's own edge leads: the shortest cycle, beginning with the first name in it. */
    static SortedMap<Id, List<Id>> through(Id self, Node node, Function<Id, Optional<Node>> others) {
        Map<Id, Id> home = waysHome(self, node, others);
        var cycles = new TreeMap<Id, List<Id>>();
        node.waitsFor().stream()
                .filter(home::containsKey)
                .forEach(provider -> cycles.put(provider, cycle(self, provider, home)));
        return cycles;
    }

    private static List<Id> cycle(Id self, Id provider, Map<Id, Id> home) {
        var cycle = new ArrayList<>(List.of(self));
        for (Id at = provider; !at.equals(self); at = home.get(at)) {
            cycle.add(at);
        }
        Collections.rotate(cycle, -cycle.indexOf(Collections.min(cycle)));
        return List.copyOf(cycle);
    }

    /** Every service that waits for this one while this one waits for it, with the next on its shortest way here. */
    static Map<Id, Id> waysHome(Id self, Node node, Function<Id, Optional<Node>> others) {
        Map<Id, List<Id>> waiting = new Cycles(self, node, others).waiting(self);
        var home = new LinkedHashMap<Id, Id>();
        var open = new ArrayDeque<>(List.of(self));
        while (!open.isEmpty()) {
            Id provider = open.poll();
            for (Id caller : waiting.getOrDefault(provider, List.of())) {
                if (!caller.equals(self) && home.putIfAbsent(caller, provider) == null) {
                    open.add(caller);
                }
            }
        }
        return home;
    }

    /** From here outwards: who waits for each service. */
    private Map<Id, List<Id>> waiting(Id self) {
        var waiting = new HashMap<Id, List<Id>>();
        var found = new HashSet<>(Set.of(self));
        var open = new ArrayDeque<>(List.of(self));
        while (!open.isEmpty()) {
            Id caller = open.poll();
            node(caller).map(Node::waitsFor).orElse(List.of()).stream()
                    .filter(provider -> found.contains(provider) || found.size() < LIMIT)
                    .filter(provider -> node(provider).filter(there -> there.admits(provider, caller)).isPresent())
                    .forEach(provider -> {
                        waiting.computeIfAbsent(provider, first -> new ArrayList<>()).add(caller);
                        if (found.add(provider)) {
                            open.add(provider);
                        }
                    });
        }
        return waiting;
    }

    private Optional<Node> node(Id id) {
        return seen.computeIfAbsent(id, others);
    }
}

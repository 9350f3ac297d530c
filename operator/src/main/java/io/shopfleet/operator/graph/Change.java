package io.shopfleet.operator.graph;

import io.shopfleet.api.v1alpha1.Grant;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.Provider.Id;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A service came, went or changed. Tells whom that concerns, so that nobody else is woken. */
public record Change(Id id, Optional<Node> before, Optional<Node> now) {

    /** Whether a service that depends on it sees a difference. */
    public boolean concerns(ShopService dependant) {
        return !Neighbours.seen(dependant, id, before).equals(Neighbours.seen(dependant, id, now));
    }

    /** The other services of cycles that the change made or broke. Each of them leads through an edge of this service. */
    public Set<Id> turned(Function<Id, Optional<Node>> others) {
        boolean regranted = !grants(before).equals(grants(now));
        Set<Id> edges = regranted ? waitsFor(Stream.of(before, now)) : waitsForOnce();
        if (edges.isEmpty()) {
            return Set.of();
        }
        List<Grant> grants = Stream.concat(grants(before).stream(), grants(now).stream()).toList();
        Node either = new Node(false, false, "", grants, List.copyOf(edges));
        return Cycles.waysHome(id, either, others).keySet();
    }

    private Set<Id> waitsForOnce() {
        return once(waitsFor(Stream.of(before)), waitsFor(Stream.of(now))).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What came and what went. */
    public static Stream<Id> once(Set<Id> before, Set<Id> now) {
        return Stream.concat(
                before.stream().filter(Predicate.not(now::contains)), now.stream().filter(Predicate.not(before::contains)));
    }

    private static Set<Id> waitsFor(Stream<Optional<Node>> nodes) {
        var all = new TreeSet<Id>();
        nodes.flatMap(Optional::stream).forEach(node -> all.addAll(node.waitsFor()));
        return all;
    }

    private static List<Grant> grants(Optional<Node> node) {
        return node.map(Node::grants).orElse(List.of());
    }
}

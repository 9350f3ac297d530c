package io.shopfleet.operator.graph;

import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.Provider;
import io.shopfleet.operator.fleet.Provider.Id;
import io.shopfleet.operator.fleet.Resolved;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The services to which the edges of one lead, as it may see them. */
public final class Neighbours {
    private Neighbours() {}

    public static SortedMap<Id, Resolved<Provider>> of(ShopService service, Function<Id, Optional<Node>> nodes) {
        Id self = Id.of(service);
        SortedMap<Id, List<Id>> cycles = Cycles.through(self, Node.of(service), nodes);
        var providers = new TreeMap<Id, Resolved<Provider>>();
        Node.edges(service)
                .map(edge -> Id.of(edge.service(), self.namespace()))
                .distinct()
                .forEach(id -> providers.put(
                        id,
                        seen(service, id, nodes.apply(id)).map(provider -> new Provider(
                                provider.serves(),
                                provider.available(),
                                provider.version(),
                                cycles.getOrDefault(id, List.of())))));
        return providers;
    }

    /** Those of the others that have an edge to the service, as far as it admits them. */
    public static SortedSet<Id> callers(ShopService service, Collection<ShopService> others) {
        Id self = Id.of(service);
        Node node = Node.of(service);
        return others.stream()
                .filter(other -> Node.providers(other).anyMatch(self::equals))
                .map(Id::of)
                .filter(caller -> node.admits(self, caller))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What a service may know of another, cycles aside. */
    static Resolved<Provider> seen(ShopService service, Id id, Optional<Node> node) {
        Id self = Id.of(service);
        boolean versionMatters = Node.edges(service)
                .anyMatch(edge -> edge.service().minVersion() != null && Id.of(edge.service(), self.namespace()).equals(id));
        return node.map(there -> there.seenBy(self, id, versionMatters)).orElseGet(Resolved.Missing::new);
    }
}

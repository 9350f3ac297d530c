package io.shopfleet.operator.dependency;

import io.shopfleet.api.v1alpha1.Dependency;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.Fleet;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kinds of dependency; a new one is one file and one line here. */
public enum DependencyKind {
    Service(new ServiceEdges()),
    Topic(new BoundEdges("topic", "ShopTopic", edge ->
            Optional.ofNullable(edge.topic()).map(topic -> new BoundEdges.Named(topic.name(), topic.namespace())))),
    Database(new BoundEdges("database", "ShopDatabase", edge ->
            Optional.ofNullable(edge.database()).map(database -> new BoundEdges.Named(database.name(), database.namespace())))),
    Cache(new BoundEdges("cache", "ShopCache", edge ->
            Optional.ofNullable(edge.cache()).map(cache -> new BoundEdges.Named(cache.name(), cache.namespace())))),
    External(new ExternalEdges());

    /** How a kind turns an edge into a contribution. */
    interface Edges {
        boolean has(Dependency edge);

        Contribution contribute(Dependency edge, ShopService service, Fleet fleet);
    }

    private final Edges edges;

    DependencyKind(Edges edges) {
        this.edges = edges;
    }

    /** Contributions of all edges, in the order of the spec. The schema makes sure that each edge has one known kind. */
    public static List<Contribution> contributions(ShopService service, Fleet fleet) {
        return service.getSpec().dependencies().stream()
                .flatMap(edge -> Arrays.stream(values())
                        .filter(kind -> kind.edges.has(edge))
                        .map(kind -> kind.edges.contribute(edge, service, fleet)))
                .toList();
    }
}

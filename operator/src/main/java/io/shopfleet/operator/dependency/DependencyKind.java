package io.shopfleet.operator.dependency;

import io.shopfleet.api.v1alpha1.Dependency;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.Fleet;
import java.util.Arrays;
import java.util.List;

/** The kinds of dependency; a new one is one file and one line here. */
public enum DependencyKind {
    Service(new ServiceEdges()),
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

package io.shopfleet.operator.graph;

import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.shopfleet.api.v1alpha1.Dependency;
import io.shopfleet.api.v1alpha1.Grant;
import io.shopfleet.api.v1alpha1.Requirement;
import io.shopfleet.api.v1alpha1.RevisionStatus;
import io.shopfleet.api.v1alpha1.ServiceEdge;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.ShopServiceSpec;
import io.shopfleet.api.v1alpha1.ShopServiceStatus;
import io.shopfleet.operator.fleet.Provider;
import io.shopfleet.operator.fleet.Provider.Id;
import io.shopfleet.operator.fleet.Resolved;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/** A fleet by hand. Services are written as namespace/name. */
final class Town {
    private final Map<Id, ShopService> services = new LinkedHashMap<>();

    static Id id(String text) {
        return new Id(text.substring(0, text.indexOf('/')), text.substring(text.indexOf('/') + 1));
    }

    /** A service that requires the others to be ready. */
    Town with(String name, String... needs) {
        return with(service(name, Arrays.stream(needs).map(need -> edge(need, Requirement.Ready, null)).toList()));
    }

    Town with(ShopService service) {
        services.put(Id.of(service), service);
        return this;
    }

    Town without(String name) {
        services.remove(id(name));
        return this;
    }

    /** Lets everything of a namespace depend on the service. */
    Town grant(String name, String namespace) {
        ShopService service = services.get(id(name));
        var grants = new ArrayList<>(service.getSpec().grants());
        grants.add(new Grant(namespace, null));
        return with(service(name, service.getSpec().dependencies(), grants, ""));
    }

    static Dependency edge(String need, Requirement require, String minVersion) {
        Id id = id(need);
        return new Dependency(id.name(), new ServiceEdge(id.name(), id.namespace(), minVersion), null, null, null, null, require);
    }

    static ShopService service(String name, List<Dependency> edges) {
        return service(name, edges, List.of(), "");
    }

    /** With a version it serves and is available. */
    static ShopService service(String name, List<Dependency> edges, List<Grant> grants, String version) {
        var service = new ShopService();
        service.getMetadata().setName(id(name).name());
        service.getMetadata().setNamespace(id(name).namespace());
        service.setSpec(new ShopServiceSpec(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, edges, grants, null, null,
                null));
        if (!version.isEmpty()) {
            service.setStatus(new ShopServiceStatus(
                    null, null, null, null, null, null, null, null,
                    List.of(new ConditionBuilder().withType("Available").withStatus("True").build()),
                    new RevisionStatus("0123456789", version, null, null), null, null, null, null, null, null, null, null,
                    null, null));
        }
        return service;
    }

    Optional<Node> node(Id id) {
        return Optional.ofNullable(services.get(id)).map(Node::of);
    }

    Set<Id> ids() {
        return services.keySet();
    }

    ShopService service(Id id) {
        return services.get(id);
    }

    SortedMap<Id, Resolved<Provider>> seenBy(String name) {
        return Neighbours.of(services.get(id(name)), this::node);
    }

    /** The cycle that the edge from one service to another stands in, as text; empty where there is none. */
    String cycle(String from, String to) {
        return seenBy(from).get(id(to)).value().map(provider -> String.join(
                        " ", provider.cycle().stream().map(Id::toString).toList()))
                .orElse("");
    }

    /** Whoever is woken when the service becomes what it is in the other town. */
    Set<String> woken(String name, Town after) {
        Id id = id(name);
        var change = new Change(id, node(id), after.node(id));
        var woken = new TreeSet<String>();
        after.services.values().stream()
                .filter(service -> Node.edges(service).anyMatch(
                        edge -> Id.of(edge.service(), service.getMetadata().getNamespace()).equals(id)))
                .filter(change::concerns)
                .forEach(service -> woken.add(Id.of(service).toString()));
        change.turned(after::node).forEach(member -> woken.add(member.toString()));
        return woken;
    }

    Town copy() {
        var copy = new Town();
        copy.services.putAll(services);
        return copy;
    }
}

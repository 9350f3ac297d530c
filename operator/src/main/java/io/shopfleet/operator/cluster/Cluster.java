package io.shopfleet.operator.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.shopfleet.api.v1alpha1.Limits;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.cluster.watch.FieldManager;
import io.shopfleet.operator.cluster.watch.Reduced;
import io.shopfleet.operator.fleet.Child;
import io.shopfleet.operator.fleet.Pair;
import io.shopfleet.operator.fleet.Provider;
import io.shopfleet.operator.fleet.Resolved;
import io.shopfleet.operator.graph.Node;
import io.shopfleet.operator.source.Binding;
import io.shopfleet.operator.source.Content;
import io.shopfleet.operator.source.Fingerprint;
import io.shopfleet.operator.source.Reference;
import io.shopfleet.operator.status.Happening;
import io.shopfleet.operator.tenancy.Room;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a pass may ask of the cluster and do to it. Every write is one call here, and may be the last before a crash. */
public interface Cluster {

    /** False from the moment on at which the operator stops: then caches empty themselves, and what they lack exists all the same. */
    boolean watching();

    Optional<ShopEnvironment> environment(String name);

    Map<String, String> namespaceLabels(String namespace);

    /** Any service of the fleet, as others meet it. */
    Optional<Node> node(Provider.Id id);

    /** What the limits of its environment leave to the service. */
    Room room(ShopService service, Limits limits);

    /** Services with an edge to this one, as far as it admits them. */
    SortedSet<Provider.Id> callers(ShopService service);

    /** Keys of a Secret or ConfigMap that carries the label which lets services name it, with fingerprints of their values. */
    Resolved<SortedMap<String, Fingerprint>> keys(String namespace, Reference reference);

    /** What stands on the Secret of this name that binds an edge. */
    Optional<Binding> binding(String namespace, String secret);

    /** By edge, of those that are bound by a Secret and have one. */
    default SortedMap<String, Binding> bindings(ShopService service) {
        var bindings = new TreeMap<String, Binding>();
        Stream.ofNullable(service.getSpec())
                .flatMap(spec -> spec.dependencies().stream())
                .filter(Binding::binds)
                .forEach(edge -> binding(
                                service.getMetadata().getNamespace(),
                                Binding.secret(service.getMetadata().getName(), edge.name()))
                        .ifPresent(binding -> bindings.put(edge.name(), binding)));
        return bindings;
    }

    /** Its values as they are on the server now. */
    Optional<Content> content(String namespace, Reference reference);

    /** Objects made for the service, reduced by {@link Reduced}. */
    List<HasMetadata> children(ShopService service);

    /** Straight from the server, since pods are worth no cache: they are asked for only while some are missing. */
    List<Pod> pods(ShopService service, Pair pair);

    /** Those of a Job. */
    List<Pod> pods(ShopService service, String job);

    /** What the newest pod of a Job said at last; nothing where that is not there any more. */
    List<String> lastLines(ShopService service, String job);

    /** The service as it is on the server now. */
    Optional<ShopService> live(ShopService service);

    /** An object as it is on the server now, whoever made it. */
    Optional<HasMetadata> live(HasMetadata object);

    /** Server-side apply with force; gives back the whole object. */
    HasMetadata apply(HasMetadata object, FieldManager manager);

    /** Deletes exactly the object that was seen. Answers whether that did anything. */
    boolean delete(ShopService service, Child child);

    /** Server-side apply of the status; with a resourceVersion the server refuses it when the view is stale. */
    void recordStatus(ShopService service);

    /** Best effort: an event that cannot be written harms nothing. */
    void tell(ShopService service, Happening happening);
}

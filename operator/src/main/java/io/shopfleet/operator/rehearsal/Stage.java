package io.shopfleet.operator.rehearsal;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.shopfleet.api.v1alpha1.Limits;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.cluster.Cluster;
import io.shopfleet.operator.cluster.reading.Reading;
import io.shopfleet.operator.cluster.watch.FieldManager;
import io.shopfleet.operator.fleet.Child;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.fleet.ObjectKey;
import io.shopfleet.operator.fleet.Pair;
import io.shopfleet.operator.fleet.Provider;
import io.shopfleet.operator.fleet.Resolved;
import io.shopfleet.operator.graph.Neighbours;
import io.shopfleet.operator.graph.Node;
import io.shopfleet.operator.source.Binding;
import io.shopfleet.operator.source.Content;
import io.shopfleet.operator.source.Fingerprint;
import io.shopfleet.operator.source.Reference;
import io.shopfleet.operator.status.Happening;
import io.shopfleet.operator.tenancy.Room;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A cluster in memory that passes run on. It begins as another one is read, and what is applied to it is there at once, with
 * every pod ready. Nothing reaches the cluster that was read.
 */
final class Stage implements Cluster {
    private final Reading reading;
    private final Services services;
    private final Objects objects;
    private final Map<String, Object> asked = new HashMap<>();

    Stage(Reading reading, Services services) {
        this.reading = reading;
        this.services = services;
        this.objects = new Objects(reading);
    }

    /** All objects made for a service, whole. */
    SortedMap<ObjectKey, HasMetadata> made(ShopService service) {
        var made = new TreeMap<ObjectKey, HasMetadata>();
        children(service).stream()
                .filter(object -> Child.of(object).ownedBy(service.getMetadata().getUid()))
                .forEach(object -> made.put(ObjectKey.of(object), object));
        return made;
    }

    @Override
    public Optional<ShopEnvironment> environment(String name) {
        return once("environment " + name, key -> reading.environment(name));
    }

    /** Every API server labels namespaces with their name. */
    @Override
    public Map<String, String> namespaceLabels(String namespace) {
        Map<String, String> labels = new TreeMap<>(once("namespace " + namespace, key -> reading.namespace(namespace))
                .map(found -> found.getMetadata().getLabels())
                .orElse(Map.of()));
        labels.put("kubernetes.io/metadata.name", namespace);
        return labels;
    }

    @Override
    public Optional<Node> node(Provider.Id id) {
        return services.find(id).map(Node::of);
    }

    @Override
    public Room room(ShopService service, Limits limits) {
        return Room.of(service, services.known(), limits);
    }

    @Override
    public SortedSet<Provider.Id> callers(ShopService service) {
        return Neighbours.callers(service, services.known());
    }

    @Override
    public Resolved<SortedMap<String, Fingerprint>> keys(String namespace, Reference reference) {
        return named(namespace, reference)
                .<Resolved<SortedMap<String, Fingerprint>>>map(found -> bindable(found)
                        ? new Resolved.Found<>(content(found).fingerprints())
                        : new Resolved.NotBindable<>())
                .orElseGet(Resolved.Missing::new);
    }

    @Override
    public Optional<Binding> binding(String namespace, String secret) {
        return named(namespace, new Reference(Reference.Kind.Secret, secret)).flatMap(Binding::on);
    }

    private Optional<HasMetadata> named(String namespace, Reference reference) {
        return once(reference + " " + namespace, key -> reading.named(namespace, reference));
    }

    private static boolean bindable(HasMetadata object) {
        return Optional.ofNullable(object.getMetadata().getLabels())
                .filter(labels -> "true".equals(labels.get(Marks.BINDABLE)))
                .isPresent();
    }

    @Override
    public Optional<Content> content(String namespace, Reference reference) {
        return named(namespace, reference).map(Stage::content);
    }

    private static Content content(HasMetadata object) {
        return object instanceof Secret secret ? Content.of(secret) : Content.of((ConfigMap) object);
    }

    /** It is never behind. */
    @Override
    public boolean watching() {
        return true;
    }

    @Override
    public List<HasMetadata> children(ShopService service) {
        return objects.of(service);
    }

    /** Pods are not rehearsed: all of them become ready. */
    @Override
    public List<Pod> pods(ShopService service, Pair pair) {
        return List.of();
    }

    @Override
    public List<Pod> pods(ShopService service, String job) {
        return List.of();
    }

    @Override
    public List<String> lastLines(ShopService service, String job) {
        return List.of();
    }

    @Override
    public Optional<ShopService> live(ShopService service) {
        return services.find(Provider.Id.of(service));
    }

    @Override
    public Optional<HasMetadata> live(HasMetadata object) {
        return objects.find(object);
    }

    @Override
    public HasMetadata apply(HasMetadata object, FieldManager manager) {
        return objects.apply(object, manager);
    }

    @Override
    public boolean delete(ShopService service, Child child) {
        return objects.delete(service, child);
    }

    @Override
    public void recordStatus(ShopService recorded) {
        services.record(recorded);
    }

    @Override
    public void tell(ShopService service, Happening happening) {
        // Who reads a plan sees what would happen, not what was said about it.
    }

    @SuppressWarnings("unchecked")
    private <T> Optional<T> once(String what, Function<String, Optional<T>> question) {
        Object answer = asked.get(what);
        if (answer == null) {
            answer = question.apply(what);
            asked.put(what, answer);
        }
        return (Optional<T>) answer;
    }
}

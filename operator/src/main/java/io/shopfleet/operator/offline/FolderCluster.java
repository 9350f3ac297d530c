package io.shopfleet.operator.offline;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.cluster.Cluster;
import io.shopfleet.operator.cluster.FieldManager;
import io.shopfleet.operator.cluster.InformedCluster;
import io.shopfleet.operator.cluster.OwnedFields;
import io.shopfleet.operator.fleet.CanonicalJson;
import io.shopfleet.operator.fleet.Child;
import io.shopfleet.operator.fleet.ManagedKind;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.fleet.ObjectKey;
import io.shopfleet.operator.fleet.Provider;
import io.shopfleet.operator.fleet.Reference;
import io.shopfleet.operator.fleet.Resolved;
import io.shopfleet.operator.status.Happening;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A cluster in memory that passes can run on. What is applied is there at once, and every pod becomes ready. Objects are
 * kept whole, with the marks that the operator's caches give them.
 */
public final class FolderCluster implements Cluster {
    /** Uids of what no server has seen. */
    private static final String BORN = "born-here-";

    private final Vicinity vicinity;
    private final SortedMap<String, ShopService> services;
    private final SortedMap<String, HasMetadata> objects;
    private long version;

    public FolderCluster(Vicinity vicinity, List<ShopService> services, List<HasMetadata> objects) {
        this.vicinity = vicinity;
        this.services = new TreeMap<>();
        this.objects = new TreeMap<>();
        services.forEach(service -> this.services.put(id(service), born(service)));
        objects.forEach(object -> this.objects.put(id(object), seen(object)));
    }

    public List<ShopService> services() {
        return List.copyOf(services.values());
    }

    /** All objects made for a service, whole. */
    public SortedMap<ObjectKey, HasMetadata> made(ShopService service) {
        var made = new TreeMap<ObjectKey, HasMetadata>();
        children(service).stream()
                .filter(object -> Child.of(object).ownedBy(service.getMetadata().getUid()))
                .forEach(object -> made.put(ObjectKey.of(object), object));
        return made;
    }

    @Override
    public Optional<ShopEnvironment> environment(String name) {
        return vicinity.environment(name);
    }

    /** Every API server labels namespaces with their name. */
    @Override
    public Map<String, String> namespaceLabels(String namespace) {
        Map<String, String> labels = new TreeMap<>(vicinity.namespace(namespace)
                .map(found -> found.getMetadata().getLabels())
                .orElse(Map.of()));
        labels.put("kubernetes.io/metadata.name", namespace);
        return labels;
    }

    @Override
    public Resolved<Provider> provider(String namespace, String name) {
        return Optional.ofNullable(services.get("ShopService " + namespace + "/" + name))
                .<Resolved<Provider>>map(found -> new Resolved.Found<>(InformedCluster.facts(found)))
                .orElseGet(Resolved.Missing::new);
    }

    @Override
    public Resolved<Set<String>> keys(String namespace, Reference reference) {
        return vicinity.keys(namespace, reference);
    }

    @Override
    public List<HasMetadata> children(ShopService service) {
        return objects.values().stream()
                .filter(object -> object.getMetadata().getNamespace().equals(service.getMetadata().getNamespace()))
                .filter(object -> Optional.ofNullable(object.getMetadata().getLabels())
                        .filter(labels -> Marks.MANAGER.equals(labels.get(Marks.MANAGED_BY)))
                        .filter(labels -> service.getMetadata().getName().equals(labels.get(Marks.SERVICE)))
                        .isPresent())
                .toList();
    }

    /** Pods are not rehearsed: all of them become ready. */
    @Override
    public List<Pod> pods(ShopService service, String revision) {
        return List.of();
    }

    @Override
    public Optional<ShopService> live(ShopService service) {
        return Optional.ofNullable(services.get(id(service)));
    }

    @Override
    public Optional<HasMetadata> live(HasMetadata object) {
        return Optional.ofNullable(objects.get(id(object)));
    }

    @Override
    public HasMetadata apply(HasMetadata object, FieldManager manager) {
        HasMetadata before = objects.get(id(object));
        HasMetadata after = manager == FieldManager.Scale ? scaled(before, object) : put(before, object);
        after.getMetadata().setResourceVersion(next());
        if (after instanceof Deployment deployment) {
            ready(deployment);
        }
        objects.put(id(object), after);
        return after;
    }

    private HasMetadata put(HasMetadata before, HasMetadata wanted) {
        HasMetadata after = copy(wanted);
        after.getMetadata().setUid(before == null ? BORN + next() : before.getMetadata().getUid());
        mark(after, Map.of(Marks.OBSERVED_DIGEST, OwnedFields.wanted(wanted)));
        if (after instanceof Deployment young) {
            // A Deployment that nobody gave a number of replicas has one.
            young.getSpec().setReplicas(before instanceof Deployment old ? old.getSpec().getReplicas() : Integer.valueOf(1));
            for (String mark : before == null ? List.<String>of() : List.of(Marks.BEAT, Marks.SCALED)) {
                Optional.ofNullable(before.getMetadata().getAnnotations().get(mark)).ifPresent(value -> mark(after, Map.of(mark, value)));
            }
        }
        return after;
    }

    private static HasMetadata scaled(HasMetadata before, HasMetadata wanted) {
        Deployment after = (Deployment) copy(before);
        after.getSpec().setReplicas(((Deployment) wanted).getSpec().getReplicas());
        mark(after, wanted.getMetadata().getAnnotations());
        mark(after, Map.of(Marks.SCALED, "true"));
        return after;
    }

    private static void ready(Deployment deployment) {
        int replicas = Optional.ofNullable(deployment.getSpec().getReplicas()).orElse(1);
        long generation = Optional.ofNullable(deployment.getMetadata().getGeneration()).orElse(0L) + 1;
        deployment.getMetadata().setGeneration(generation);
        deployment.setStatus(new DeploymentStatusBuilder()
                .withObservedGeneration(generation)
                .withReplicas(replicas)
                .withReadyReplicas(replicas)
                .withAvailableReplicas(replicas)
                .build());
    }

    @Override
    public boolean delete(ShopService service, Child child) {
        return objects.remove(child.key().kind() + " " + service.getMetadata().getNamespace() + "/" + child.key().name()) != null;
    }

    @Override
    public ShopService recordStatus(ShopService recorded) {
        ShopService stored = services.get(id(recorded));
        stored.setStatus(recorded.getStatus());
        stored.getMetadata().setResourceVersion(next());
        return stored;
    }

    @Override
    public void tell(ShopService service, Happening happening) {
        // Who reads a plan sees what would happen, not what was said about it.
    }

    private ShopService born(ShopService service) {
        if (service.getMetadata().getUid() == null) {
            service.getMetadata().setUid(BORN + service.getMetadata().getName());
            service.getMetadata().setGeneration(1L);
        }
        service.getMetadata().setResourceVersion(next());
        return service;
    }

    /** As a cache would hold it; without the list of owners, what was last applied is taken for what is there. */
    private static HasMetadata seen(HasMetadata object) {
        Map<String, String> marks = object.getMetadata().getManagedFields().isEmpty()
                ? Map.of(Marks.OBSERVED_DIGEST, applied(object), Marks.SCALED, "true")
                : OwnedFields.marks(object);
        mark(object, marks);
        if (object instanceof Deployment deployment && deployment.getSpec() != null) {
            ready(deployment);
        }
        return object;
    }

    private static String applied(HasMetadata object) {
        return Optional.ofNullable(object.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(Marks.APPLIED))
                .orElse("");
    }

    private static void mark(HasMetadata object, Map<String, String> marks) {
        Map<String, String> annotations =
                new HashMap<>(Optional.ofNullable(object.getMetadata().getAnnotations()).orElse(Map.of()));
        annotations.putAll(marks);
        object.getMetadata().setAnnotations(annotations);
    }

    private static HasMetadata copy(HasMetadata object) {
        return CanonicalJson.read(CanonicalJson.text(object), object.getClass());
    }

    private static String id(HasMetadata object) {
        return object.getKind() + " " + object.getMetadata().getNamespace() + "/" + object.getMetadata().getName();
    }

    private String next() {
        return Long.toString(++version);
    }
}

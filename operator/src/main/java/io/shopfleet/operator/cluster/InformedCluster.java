package io.shopfleet.operator.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.shopfleet.api.v1alpha1.Limits;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.cluster.telling.Events;
import io.shopfleet.operator.cluster.telling.StatusWrite;
import io.shopfleet.operator.cluster.watch.FieldManager;
import io.shopfleet.operator.cluster.watch.Informers;
import io.shopfleet.operator.cluster.watch.Reduced;
import io.shopfleet.operator.fleet.Child;
import io.shopfleet.operator.fleet.ManagedKind;
import io.shopfleet.operator.fleet.Marks;
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
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** The cluster as informers show it, written through the operator SDK so that its caches know of every write at once. */
public final class InformedCluster implements Cluster {
    private static final String OF_JOB = "batch.kubernetes.io/job-name";
    private static final int LINES = 5;
    private static final int GONE = 404;
    private static final int CONFLICT = 409;

    private final Context<ShopService> context;
    private final KubernetesClient client;
    private final Informers informers;
    private final Journal journal;

    public InformedCluster(Context<ShopService> context, Informers informers, Journal journal) {
        this.context = context;
        this.client = context.getClient();
        this.informers = informers;
        this.journal = journal;
    }

    @Override
    public boolean watching() {
        return informers.watching();
    }

    @Override
    public Optional<ShopEnvironment> environment(String name) {
        return informers.environments.get(new ResourceID(name));
    }

    @Override
    public Map<String, String> namespaceLabels(String namespace) {
        return informers.namespaces
                .get(new ResourceID(namespace))
                .map(found -> found.getMetadata().getLabels())
                .orElse(Map.of());
    }

    @Override
    public Optional<Node> node(Provider.Id id) {
        return informers.providers.get(new ResourceID(id.name(), id.namespace())).map(Node::of);
    }

    @Override
    public Room room(ShopService service, Limits limits) {
        return informers.providers.room(service, limits);
    }

    @Override
    public SortedSet<Provider.Id> callers(ShopService service) {
        return informers.providers.callers(service);
    }

    @Override
    public Resolved<SortedMap<String, Fingerprint>> keys(String namespace, Reference reference) {
        var id = new ResourceID(reference.name(), namespace);
        Optional<Map<String, String>> keys = reference.kind() == Reference.Kind.Secret
                ? informers.secrets.get(id).map(Secret::getData)
                : informers.configMaps.get(id).map(ConfigMap::getData);
        if (keys.isPresent()) {
            var fingerprints = new TreeMap<String, Fingerprint>();
            keys.get().forEach((key, text) -> fingerprints.put(key, Fingerprint.parse(text)));
            return new Resolved.Found<>(fingerprints);
        }
        // Only where the cache has nothing: an object without the label is told apart from none.
        return content(namespace, reference).isPresent() ? new Resolved.NotBindable<>() : new Resolved.Missing<>();
    }

    @Override
    public Optional<Binding> binding(String namespace, String secret) {
        return informers.secrets.get(new ResourceID(secret, namespace)).flatMap(Binding::on);
    }

    @Override
    public Optional<Content> content(String namespace, Reference reference) {
        return reference.kind() == Reference.Kind.Secret
                ? Optional.ofNullable(client.secrets().inNamespace(namespace).withName(reference.name()).get())
                        .map(Content::of)
                : Optional.ofNullable(client.configMaps().inNamespace(namespace).withName(reference.name()).get())
                        .map(Content::of);
    }

    @Override
    public List<HasMetadata> children(ShopService service) {
        return Arrays.stream(ManagedKind.values())
                .flatMap(kind -> informers.children(kind).getSecondaryResources(service).stream())
                .map(InformedCluster::reduced)
                .toList();
    }

    private static <T extends HasMetadata> HasMetadata reduced(T object) {
        return Reduced.child(HasMetadata.class).apply(object);
    }

    @Override
    public List<Pod> pods(ShopService service, Pair pair) {
        return client.pods()
                .inNamespace(service.getMetadata().getNamespace())
                .withLabel(Marks.SERVICE, service.getMetadata().getName())
                .withLabels(pair.labels())
                .list()
                .getItems();
    }

    @Override
    public List<Pod> pods(ShopService service, String job) {
        return client.pods().inNamespace(service.getMetadata().getNamespace()).withLabel(OF_JOB, job).list().getItems();
    }

    @Override
    public List<String> lastLines(ShopService service, String job) {
        return pods(service, job).stream()
                .max(Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp()))
                .map(pod -> log(pod).lines().filter(line -> !line.isBlank()).toList())
                .orElse(List.of());
    }

    /** A container that never ran has none. */
    private String log(Pod pod) {
        try {
            String log = client.pods().resource(pod).tailingLines(LINES).getLog();
            return log == null ? "" : log;
        } catch (KubernetesClientException e) {
            return "";
        }
    }

    @Override
    public Optional<ShopService> live(ShopService service) {
        return Optional.ofNullable(client.resources(ShopService.class)
                .inNamespace(service.getMetadata().getNamespace())
                .withName(service.getMetadata().getName())
                .get());
    }

    @Override
    public Optional<HasMetadata> live(HasMetadata object) {
        return Optional.ofNullable(client.resource(object).get());
    }

    @Override
    public HasMetadata apply(HasMetadata object, FieldManager manager) {
        HasMetadata result = patch(object, informers.children(ManagedKind.of(object)), manager);
        journal.applied(result, manager);
        return result;
    }

    /** The event source is named, because two of them watch ConfigMaps. */
    @SuppressWarnings("unchecked")
    private <T extends HasMetadata> T patch(
            T object, InformerEventSource<? extends HasMetadata, ShopService> source, FieldManager manager) {
        PatchContext apply = new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(manager.id())
                .withForce(true)
                .build();
        return context.resourceOperations()
                .resourcePatch(
                        object, wanted -> client.resource(wanted).patch(apply), (InformerEventSource<T, ShopService>) source);
    }

    /**
     * The client's own delete sends no uid and would delete a namesake that came in between. An autoscaler's controller writes
     * its status all the time, so that its version says nothing.
     */
    @Override
    public boolean delete(ShopService service, Child child) {
        String path = child.key().kind().path(service.getMetadata().getNamespace(), child.key().name());
        try {
            client.raw(path, "DELETE", Map.of(
                    "apiVersion", "v1",
                    "kind", "DeleteOptions",
                    "propagationPolicy", "Background",
                    "preconditions", child.isAutoscaler()
                            ? Map.of("uid", child.uid())
                            : Map.of("uid", child.uid(), "resourceVersion", child.resourceVersion())));
            journal.deleted(child);
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == GONE || e.getCode() == CONFLICT) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void recordStatus(ShopService service) {
        StatusWrite.record(service, context);
    }

    @Override
    public void tell(ShopService service, Happening happening) {
        Events.tell(client, service, happening);
    }
}

package io.shopfleet.operator.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.shopfleet.api.v1alpha1.AllowedNamespaces;
import io.shopfleet.api.v1alpha1.Limits;
import io.shopfleet.api.v1alpha1.NamespaceSelector;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopEnvironmentSpec;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.cluster.Cluster;
import io.shopfleet.operator.cluster.watch.FieldManager;
import io.shopfleet.operator.fleet.Child;
import io.shopfleet.operator.fleet.ManagedKind;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.fleet.Pair;
import io.shopfleet.operator.fleet.Provider;
import io.shopfleet.operator.fleet.Resolved;
import io.shopfleet.operator.graph.Node;
import io.shopfleet.operator.memory.Shop.Capacity;
import io.shopfleet.operator.memory.World.Id;
import io.shopfleet.operator.source.Binding;
import io.shopfleet.operator.source.Content;
import io.shopfleet.operator.source.Fingerprint;
import io.shopfleet.operator.source.Reference;
import io.shopfleet.operator.status.Happening;
import io.shopfleet.operator.tenancy.Room;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Supplier;

/** What an operator sees of the shop's world and does to it. Whoever watches is called after every write. */
class WorldCluster implements Cluster {
    private final Shop shop;
    private final Runnable afterWrite;

    WorldCluster(Shop shop, Runnable afterWrite) {
        this.shop = shop;
        this.afterWrite = afterWrite;
    }

    @Override
    public boolean watching() {
        return true;
    }

    @Override
    public Optional<ShopEnvironment> environment(String name) {
        var environment = new ShopEnvironment();
        environment.setSpec(new ShopEnvironmentSpec(
                new AllowedNamespaces(new NamespaceSelector(Map.of(), List.of())), null, null, null, null,
                shop.freeze().orElse(null), null, null, null, null, null, null));
        return Optional.of(environment);
    }

    @Override
    public Map<String, String> namespaceLabels(String namespace) {
        return Map.of();
    }

    @Override
    public Optional<Node> node(Provider.Id id) {
        return Optional.ofNullable(shop.providers.get(id.name()));
    }

    @Override
    public Room room(ShopService service, Limits limits) {
        return Room.UNLIMITED;
    }

    @Override
    public SortedSet<Provider.Id> callers(ShopService service) {
        throw new AssertionError("nobody is isolated here");
    }

    @Override
    public Resolved<SortedMap<String, Fingerprint>> keys(String namespace, Reference reference) {
        return content(namespace, reference)
                .<Resolved<SortedMap<String, Fingerprint>>>map(content -> new Resolved.Found<>(content.fingerprints()))
                .orElseGet(Resolved.Missing::new);
    }

    @Override
    public Optional<Binding> binding(String namespace, String secret) {
        return shop.world.get(new Id("Secret", secret), Secret.class).flatMap(Binding::on);
    }

    @Override
    public Optional<Content> content(String namespace, Reference reference) {
        return reference.kind() == Reference.Kind.Secret
                ? shop.world.get(new Id("Secret", reference.name()), Secret.class).map(Content::of)
                : shop.world.get(new Id("ConfigMap", reference.name()), ConfigMap.class).map(Content::of);
    }

    @Override
    public List<HasMetadata> children(ShopService service) {
        return Arrays.stream(ManagedKind.values())
                .flatMap(kind -> shop.world.ids(kind.name()).flatMap(id -> shop.world.get(id, kind.type()).stream()))
                .<HasMetadata>map(object -> object)
                .filter(object -> Marks.MANAGER.equals(object.getMetadata().getLabels().get(Marks.MANAGED_BY)))
                .toList();
    }

    @Override
    public List<Pod> pods(ShopService service, Pair pair) {
        return shop.pods(pair);
    }

    @Override
    public List<Pod> pods(ShopService service, String job) {
        return shop.pods(job);
    }

    @Override
    public List<String> lastLines(ShopService service, String job) {
        return List.of("no such column: colour");
    }

    @Override
    public Optional<ShopService> live(ShopService service) {
        return Optional.of(shop.service());
    }

    @Override
    public Optional<HasMetadata> live(HasMetadata object) {
        return shop.world.get(World.id(object), HasMetadata.class);
    }

    @Override
    public HasMetadata apply(HasMetadata object, FieldManager manager) {
        String words = "applied " + World.id(object) + " as " + manager.id() + replicas(object);
        return write(() -> noted(words, () -> surged(() -> shop.world.apply(object, manager.id()))));
    }

    @Override
    public boolean delete(ShopService service, Child child) {
        var id = new Id(child.key().kind().name(), child.key().name());
        return write(() -> noted(
                "deleted " + id, () -> surged(() -> shop.world.delete(id, child.uid(), child.resourceVersion()))));
    }

    private static String replicas(HasMetadata object) {
        return object instanceof Deployment deployment && deployment.getSpec().getReplicas() != null
                ? " with " + deployment.getSpec().getReplicas() + " replicas"
                : "";
    }

    private <T> T write(Supplier<T> write) {
        T result = write.get();
        afterWrite.run();
        return result;
    }

    private <T> T noted(String words, Supplier<T> write) {
        long version = shop.world.version();
        T result = write.get();
        if (shop.world.version() > version) {
            shop.effects.add(words);
        }
        return result;
    }

    /** No single write takes away capacity that is needed, or asks for more than the surge allows. */
    private <T> T surged(Supplier<T> write) {
        Capacity before = shop.capacity();
        T result = write.get();
        Capacity after = shop.capacity();
        assertThat(after.surelyReady()).as("ready pods").isGreaterThanOrEqualTo(Math.min(shop.needed(), before.surelyReady()));
        assertThat(after.askedFor())
                .as("pods asked for")
                .isLessThanOrEqualTo(Math.max(shop.allowed(), before.askedFor()));
        return result;
    }

    @Override
    public void recordStatus(ShopService service) {
        write(() -> {
            ShopService stored = shop.world.applyStatus(service, ShopService.class);
            shop.recorded(stored);
            return stored;
        });
    }

    @Override
    public void tell(ShopService service, Happening happening) {
        write(() -> {
            shop.told(happening);
            return null;
        });
    }
}

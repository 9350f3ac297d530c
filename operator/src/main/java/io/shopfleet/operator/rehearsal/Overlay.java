package io.shopfleet.operator.rehearsal;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.cluster.reading.Reading;
import io.shopfleet.operator.cluster.reading.Unreadable;
import io.shopfleet.operator.fleet.CanonicalJson;
import io.shopfleet.operator.fleet.ManagedKind;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.fleet.Provider;
import io.shopfleet.operator.source.Reference;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A cluster as it will be once objects were applied to it, and before the operator has looked. */
final class Overlay implements Reading {
    private final Reading below;
    private final SortedMap<String, HasMetadata> applied = new TreeMap<>();

    Overlay(Reading below, List<? extends HasMetadata> objects) {
        this.below = below;
        objects.forEach(object -> applied.put(id(object.getKind(), object.getMetadata().getNamespace(), object.getMetadata().getName()), object));
    }

    @Override
    public List<ShopService> services() {
        return merged(below.services(), all(ShopService.class));
    }

    @Override
    public List<ShopService> services(String namespace) {
        return merged(below.services(namespace), all(ShopService.class)
                .filter(service -> service.getMetadata().getNamespace().equals(namespace)));
    }

    private static List<ShopService> merged(List<ShopService> there, Stream<ShopService> wanted) {
        var services = new TreeMap<Provider.Id, ShopService>();
        there.forEach(service -> services.put(Provider.Id.of(service), service));
        wanted.forEach(service -> services.merge(Provider.Id.of(service), service, Overlay::applied));
        return List.copyOf(services.values());
    }

    /** The file's spec, with all that the server knows of a service that exists. */
    private static ShopService applied(ShopService before, ShopService wanted) {
        ShopService after = CanonicalJson.read(CanonicalJson.text(before), ShopService.class);
        ObjectMeta meta = after.getMetadata();
        boolean changed = !Objects.equals(CanonicalJson.tree(before).get("spec"), CanonicalJson.tree(wanted).get("spec"));
        meta.setGeneration(Optional.ofNullable(meta.getGeneration()).orElse(1L) + (changed ? 1 : 0));
        meta.setLabels(both(meta.getLabels(), wanted.getMetadata().getLabels()));
        meta.setAnnotations(both(meta.getAnnotations(), wanted.getMetadata().getAnnotations()));
        meta.getAnnotations().remove(Marks.UNREADABLE);
        after.setSpec(wanted.getSpec());
        return after;
    }

    private static Map<String, String> both(Map<String, String> before, Map<String, String> wanted) {
        var all = new TreeMap<>(Optional.ofNullable(before).orElse(Map.of()));
        all.putAll(Optional.ofNullable(wanted).orElse(Map.of()));
        return all;
    }

    @Override
    public Optional<ShopEnvironment> environment(String name) {
        return find("ShopEnvironment", null, name, ShopEnvironment.class)
                .map(wanted -> there(name).map(before -> applied(before, wanted)).orElse(wanted))
                .or(() -> below.environment(name));
    }

    /** For whoever applies one it need not be readable. */
    private Optional<ShopEnvironment> there(String name) {
        try {
            return below.environment(name);
        } catch (Unreadable e) {
            return Optional.empty();
        }
    }

    private static ShopEnvironment applied(ShopEnvironment before, ShopEnvironment wanted) {
        ShopEnvironment after = CanonicalJson.read(CanonicalJson.text(before), ShopEnvironment.class);
        after.setSpec(wanted.getSpec());
        return after;
    }

    @Override
    public Optional<Namespace> namespace(String name) {
        return find("Namespace", null, name, Namespace.class).or(() -> below.namespace(name));
    }

    @Override
    public Optional<HasMetadata> named(String namespace, Reference reference) {
        return find(reference.kind().name(), namespace, reference.name(), HasMetadata.class)
                .or(() -> below.named(namespace, reference));
    }

    @Override
    public List<HasMetadata> made(String namespace, ManagedKind kind) {
        return below.made(namespace, kind);
    }

    @Override
    public Optional<HasMetadata> object(HasMetadata like) {
        return below.object(like)
                .or(() -> find(like.getKind(), like.getMetadata().getNamespace(), like.getMetadata().getName(), HasMetadata.class));
    }

    private <T extends HasMetadata> Stream<T> all(Class<T> type) {
        return applied.values().stream().filter(type::isInstance).map(type::cast);
    }

    private <T extends HasMetadata> Optional<T> find(String kind, String namespace, String name, Class<T> type) {
        return Optional.ofNullable(applied.get(id(kind, namespace, name))).map(type::cast);
    }

    private static String id(String kind, String namespace, String name) {
        return kind + " " + namespace + "/" + name;
    }
}

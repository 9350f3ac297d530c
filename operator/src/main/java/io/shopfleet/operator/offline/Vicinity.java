package io.shopfleet.operator.offline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.operator.cluster.Reduced;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.fleet.Reference;
import io.shopfleet.operator.fleet.Resolved;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What lies around services and is made by people: environments, namespaces, and Secrets and ConfigMaps, of which only keys count. */
public record Vicinity(
        List<ShopEnvironment> environments, List<Namespace> namespaces, List<Secret> secrets, List<ConfigMap> configMaps) {

    public static Vicinity of(List<ObjectNode> documents) {
        return new Vicinity(
                Yaml.resources(documents, ShopEnvironment.class),
                Yaml.resources(documents, Namespace.class),
                Yaml.resources(documents, Secret.class),
                Yaml.resources(documents, ConfigMap.class));
    }

    public Optional<ShopEnvironment> environment(String name) {
        return environments.stream().filter(found -> is(found, null, name)).findFirst();
    }

    public Optional<Namespace> namespace(String name) {
        return namespaces.stream().filter(found -> is(found, null, name)).findFirst();
    }

    /** Keys as the operator's caches hold them. */
    public Resolved<Set<String>> keys(String namespace, Reference reference) {
        return (reference.kind() == Reference.Kind.Secret ? secrets : configMaps)
                .stream()
                        .filter(found -> is(found, namespace, reference.name()))
                        .findFirst()
                        .<Resolved<Set<String>>>map(found -> bindable(found)
                                ? new Resolved.Found<>(new TreeSet<>(keys(found)))
                                : new Resolved.NotBindable<>())
                        .orElseGet(Resolved.Missing::new);
    }

    private static Set<String> keys(HasMetadata object) {
        return object instanceof Secret secret
                ? Reduced.keys(stored(secret)).getData().keySet()
                : Reduced.keys((ConfigMap) object).getData().keySet();
    }

    /** The server keeps what people write as text among the rest. */
    private static Secret stored(Secret secret) {
        var all = new TreeMap<String, String>();
        all.putAll(Optional.ofNullable(secret.getData()).orElse(Map.of()));
        all.putAll(Optional.ofNullable(secret.getStringData()).orElse(Map.of()));
        return new Secret(null, all, null, null, secret.getMetadata(), null, null);
    }

    private static boolean bindable(HasMetadata object) {
        return Optional.ofNullable(object.getMetadata().getLabels())
                .filter(labels -> "true".equals(labels.get(Marks.BINDABLE)))
                .isPresent();
    }

    private static boolean is(HasMetadata object, String namespace, String name) {
        return object.getMetadata().getName().equals(name) && Objects.equals(object.getMetadata().getNamespace(), namespace);
    }
}

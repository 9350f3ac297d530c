package io.shopfleet.operator.golden;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.shopfleet.api.v1alpha1.Isolation;
import io.shopfleet.api.v1alpha1.Limits;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.check.References;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.fleet.Provider;
import io.shopfleet.operator.fleet.Resolved;
import io.shopfleet.operator.fleet.Sighting;
import io.shopfleet.operator.graph.Neighbours;
import io.shopfleet.operator.graph.Node;
import io.shopfleet.operator.manifest.Yaml;
import io.shopfleet.operator.source.Binding;
import io.shopfleet.operator.source.Content;
import io.shopfleet.operator.source.Fingerprint;
import io.shopfleet.operator.source.Reference;
import io.shopfleet.operator.tenancy.Room;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything in the cluster that is not made for the service itself. */
public record Surroundings(
        List<ShopEnvironment> environments,
        List<ShopService> providers,
        List<Namespace> namespaces,
        List<Secret> secrets,
        List<ConfigMap> configMaps,
        List<Pod> pods,
        List<HasMetadata> foreign) {

    /** Nothing runs under the service's name before there is one. */
    public Surroundings(
            List<ShopEnvironment> environments, List<ShopService> providers, List<Namespace> namespaces, List<Secret> secrets,
            List<ConfigMap> configMaps, List<Pod> pods) {
        this(environments, providers, namespaces, secrets, configMaps, pods, List.of());
    }

    /** The environment called default, for services of every namespace, and nothing else. */
    public static Surroundings open() {
        var environment = Yaml.resource(
                """
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopEnvironment
                metadata: {name: default}
                spec: {allowedNamespaces: {selector: {}}}
                """,
                ShopEnvironment.class);
        return new Surroundings(List.of(environment), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    public static Surroundings of(List<ObjectNode> documents) {
        return new Surroundings(
                all(documents, ShopEnvironment.class),
                all(documents, ShopService.class),
                all(documents, Namespace.class),
                all(documents, Secret.class),
                all(documents, ConfigMap.class),
                all(documents, Pod.class),
                Stream.<HasMetadata>concat(all(documents, Deployment.class).stream(), all(documents, Service.class).stream()).toList());
    }

    private static <T extends HasMetadata> List<T> all(List<ObjectNode> documents, Class<T> type) {
        return documents.stream()
                .filter(document -> document.path("kind").asText().equals(type.getSimpleName()))
                .map(document -> Yaml.resource(document, type))
                .toList();
    }

    /** Adds what a service in this place sees around it. */
    Sighting around(ShopService service, Sighting seen) {
        String namespace = service.getMetadata().getNamespace();
        namespaces.stream().filter(found -> named(found, namespace))
                .forEach(found -> seen.namespaceLabels(found.getMetadata().getLabels()));
        if (service.getSpec() == null) {
            return seen;
        }
        environments.stream().filter(found -> named(found, service.getSpec().environment()))
                .forEach(found -> {
                    if (found.getSpec() == null) {
                        seen.unreadableEnvironment();
                    } else {
                        seen.environment(found.getSpec());
                        Optional.ofNullable(found.getSpec().limits())
                                .ifPresent(limits -> seen.room(room(service, limits)));
                        Optional.ofNullable(found.getSpec().network())
                                .filter(network -> network.isolation() == Isolation.DeclaredCallers)
                                .ifPresent(network -> seen.callers(Neighbours.callers(service, providers)));
                    }
                    seen.upgrading(found.getStatus() != null
                            && found.getStatus().upgrading().stream().anyMatch(turn -> turn.service().equals(id(service))));
                });
        Neighbours.of(service, this::node).forEach(seen::provider);
        References.of(service).forEach(reference -> seen.reference(reference, keys(reference)));
        service.getSpec().dependencies().forEach(edge ->
                found(new Reference(Reference.Kind.Secret, Binding.secret(service.getMetadata().getName(), edge.name())))
                        .flatMap(Binding::on)
                        .ifPresent(binding -> seen.binding(edge.name(), binding)));
        return seen;
    }

    private static String id(ShopService service) {
        return Provider.Id.of(service).toString();
    }

    private Room room(ShopService service, Limits limits) {
        return Room.of(service, Stream.concat(providers.stream(), Stream.of(service)).toList(), limits);
    }

    private Optional<Node> node(Provider.Id id) {
        return providers.stream().filter(found -> Provider.Id.of(found).equals(id)).map(Node::of).findFirst();
    }

    private Resolved<SortedMap<String, Fingerprint>> keys(Reference reference) {
        return found(reference)
                .<Resolved<SortedMap<String, Fingerprint>>>map(found -> bindable(found)
                        ? new Resolved.Found<>(content(found).fingerprints())
                        : new Resolved.NotBindable<>())
                .orElseGet(Resolved.Missing::new);
    }

    private Optional<HasMetadata> found(Reference reference) {
        return (reference.kind() == Reference.Kind.Secret ? secrets : configMaps)
                .stream()
                        .filter(found -> named(found, reference.name()))
                        .<HasMetadata>map(found -> found)
                        .findFirst();
    }

    /** What a pass reads that copies values. */
    SortedMap<Reference, Content> contents(Set<Reference> references) {
        return references.stream().collect(Collectors.toMap(
                reference -> reference, reference -> content(found(reference).orElseThrow()), (one, other) -> one, TreeMap::new));
    }

    private static Content content(HasMetadata object) {
        return object instanceof Secret secret ? Content.of(secret) : Content.of((ConfigMap) object);
    }

    private static boolean bindable(HasMetadata object) {
        return "true".equals(object.getMetadata().getLabels().get(Marks.BINDABLE));
    }

    private static boolean named(HasMetadata object, String name) {
        return object.getMetadata().getName().equals(name);
    }
}

package io.shopfleet.operator.golden;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.check.References;
import io.shopfleet.operator.cluster.InformedCluster;
import io.shopfleet.operator.fleet.Provider;
import io.shopfleet.operator.fleet.Resolved;
import io.shopfleet.operator.fleet.Sighting;
import io.shopfleet.operator.offline.Vicinity;
import io.shopfleet.operator.offline.Yaml;
import java.util.List;

/** Everything in the cluster that is not made for the service itself. */
public record Surroundings(Vicinity vicinity, List<ShopService> providers, List<Pod> pods) {

    public static Surroundings of(List<ObjectNode> documents) {
        return new Surroundings(
                Vicinity.of(documents), Yaml.resources(documents, ShopService.class), Yaml.resources(documents, Pod.class));
    }

    /** Adds what a service in this place sees around it. */
    Sighting around(ShopService service, Sighting seen) {
        String namespace = service.getMetadata().getNamespace();
        vicinity.namespace(namespace).ifPresent(found -> seen.namespaceLabels(found.getMetadata().getLabels()));
        if (service.getSpec() == null) {
            return seen;
        }
        vicinity.environment(service.getSpec().environment()).ifPresent(found -> {
            if (found.getSpec() == null) {
                seen.unreadableEnvironment();
            } else {
                seen.environment(found.getSpec());
            }
        });
        service.getSpec().dependencies().stream()
                .filter(edge -> edge.service() != null)
                .forEach(edge -> seen.provider(edge.service().name(), provider(edge.service().name())));
        References.of(service.getSpec()).forEach(reference -> seen.reference(reference, vicinity.keys(namespace, reference)));
        return seen;
    }

    private Resolved<Provider> provider(String name) {
        return providers.stream()
                .filter(found -> named(found, name))
                .findFirst()
                .<Resolved<Provider>>map(found -> new Resolved.Found<>(InformedCluster.facts(found)))
                .orElseGet(Resolved.Missing::new);
    }

    private static boolean named(HasMetadata object, String name) {
        return object.getMetadata().getName().equals(name);
    }
}

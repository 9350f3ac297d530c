package io.shopfleet.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.shopfleet.operator.cluster.watch.OwnedFields;
import io.shopfleet.operator.fleet.ManagedKind;
import java.util.Arrays;
import java.util.List;

/** The objects of one service as the operator sends them, with places for the name and the namespace of another one. */
final class Templates {
    private static final String NAME = "service-to-copy";
    private static final String NAMESPACE = "namespace-to-copy";

    private Templates() {
    }

    /** In the order in which the operator applies them. The number of replicas is in the Deployment: nobody else owns it here. */
    static List<String> from(KubernetesClient client, Estate.Name service) {
        return Arrays.stream(ManagedKind.values())
                .flatMap(kind -> client.resources(kind.type()).inNamespace(service.namespace())
                        .withLabel("shopfleet.io/service", service.name()).list().getItems().stream())
                .map(Templates::text)
                .map(text -> text.replace(service.name(), NAME).replace(service.namespace(), NAMESPACE))
                .toList();
    }

    private static String text(HasMetadata object) {
        ObjectNode owned = OwnedFields.owned(object)
                .orElseThrow(() -> new IllegalStateException("not the operator's: " + object.getMetadata().getName()));
        owned.put("apiVersion", object.getApiVersion()).put("kind", object.getKind());
        owned.withObject("/metadata")
                .put("name", object.getMetadata().getName())
                .put("namespace", object.getMetadata().getNamespace());
        if (object instanceof Deployment deployment) {
            owned.withObject("/spec").put("replicas", deployment.getSpec().getReplicas());
        }
        return owned.toString();
    }

    static String of(String template, Estate.Name service) {
        return template.replace(NAME, service.name()).replace(NAMESPACE, service.namespace());
    }
}

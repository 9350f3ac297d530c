package io.shopfleet.operator.foreign;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Optional;

/** What CloudNativePG says of a Cluster. */
final class CloudNativeProgress {
    private CloudNativeProgress() {}

    static Progress of(GenericKubernetesResource cluster) {
        Said said = Said.by(cluster);
        String name = cluster.getMetadata().getName();
        return said.unready().<Progress>map(Progress.Waiting::new).orElseGet(() -> new Progress.Ready(
                List.of(), name + "-superuser", Optional.empty(), Optional.empty(),
                Optional.of(said.text("/certificates/serverCASecret").orElse(name + "-ca"))));
    }
}

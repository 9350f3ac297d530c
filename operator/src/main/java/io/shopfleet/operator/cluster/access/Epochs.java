package io.shopfleet.operator.cluster.access;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.migration.Run;
import io.shopfleet.operator.source.Encoded;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What runs of a service, and the passwords that it was given. */
record Epochs(KubernetesClient client) {

    /** Whether a pod reads this password, or a Deployment that will have pods, or a migration, or the newest epoch, which something will run in. */
    boolean use(ShopService service, String password) {
        var meta = service.getMetadata();
        String mounted = Encoded.of(password);
        List<Secret> epochs = client.secrets().inNamespace(meta.getNamespace())
                .withLabel(Marks.SERVICE, meta.getName()).withLabel(Marks.EPOCH).list().getItems();
        Set<Long> live = running(service)
                .flatMap(object -> Stream.ofNullable(object.getMetadata().getLabels().get(Marks.EPOCH)))
                .map(Long::parseLong)
                .collect(Collectors.toSet());
        epochs.stream().map(Epochs::number).max(Comparator.naturalOrder()).ifPresent(live::add);
        return epochs.stream()
                .filter(epoch -> live.contains(number(epoch)))
                .anyMatch(epoch -> Optional.ofNullable(epoch.getData()).filter(data -> data.containsValue(mounted)).isPresent());
    }

    private static long number(Secret epoch) {
        return Long.parseLong(epoch.getMetadata().getLabels().get(Marks.EPOCH));
    }

    private Stream<HasMetadata> running(ShopService service) {
        String namespace = service.getMetadata().getNamespace();
        String name = service.getMetadata().getName();
        return Stream.of(
                client.pods().inNamespace(namespace).withLabel(Marks.SERVICE, name).list().getItems().stream(),
                client.apps().deployments().inNamespace(namespace).withLabel(Marks.SERVICE, name).list().getItems().stream()
                        .filter(deployment -> !Integer.valueOf(0).equals(deployment.getSpec().getReplicas())),
                client.batch().v1().jobs().inNamespace(namespace).withLabel(Marks.SERVICE, name).list().getItems().stream()
                        .filter(job -> Run.of(job).isOpen()))
                .flatMap(some -> some);
    }
}

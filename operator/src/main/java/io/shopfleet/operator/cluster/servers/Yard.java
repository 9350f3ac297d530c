package io.shopfleet.operator.cluster.servers;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.operator.cluster.Journal;
import io.shopfleet.operator.cluster.watch.FieldManager;
import io.shopfleet.operator.cluster.watch.OwnedFields;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands in the namespace of backends for one environment. Volumes are never touched: they hold the data. */
final class Yard {
    private static final int GONE = 404;
    private static final int CHANGED = 409;

    private final KubernetesClient client;
    private final Journal journal;
    private final ShopEnvironment environment;

    Yard(KubernetesClient client, Journal journal, ShopEnvironment environment) {
        this.client = client;
        this.journal = journal;
        this.environment = environment;
    }

    /** As it is on the server afterwards; written only where it differs. */
    <T extends HasMetadata> T put(T wanted) {
        Optional<T> seen = Optional.ofNullable(client.resource(wanted).get());
        if (seen.filter(found -> !ours(found, wanted)).isPresent()) {
            throw new Obstacle(Reason.NotOwned,
                    wanted.getKind() + " " + wanted.getMetadata().getName() + " of namespace " + wanted.getMetadata().getNamespace()
                            + " belongs to somebody else",
                    "rename or delete it, or give the environment another name");
        }
        return seen.filter(found -> matches(found, wanted)).orElseGet(() -> apply(wanted));
    }

    private <T extends HasMetadata> T apply(T wanted) {
        T result = client.resource(wanted).patch(new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(FieldManager.TEMPLATE)
                .withForce(true)
                .build());
        journal.applied(result, FieldManager.Template);
        return result;
    }

    /** What goes with its environment is known by that, anything else by its labels. */
    private boolean ours(HasMetadata found, HasMetadata wanted) {
        return wanted.getMetadata().getOwnerReferences().isEmpty()
                ? Optional.ofNullable(found.getMetadata().getLabels()).orElse(Map.of()).entrySet()
                        .containsAll(wanted.getMetadata().getLabels().entrySet())
                : ours(found);
    }

    private boolean ours(HasMetadata object) {
        return object.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> owner.getUid().equals(environment.getMetadata().getUid()));
    }

    private static boolean matches(HasMetadata seen, HasMetadata wanted) {
        return OwnedFields.observed(withoutVolumes(seen)).equals(OwnedFields.wanted(withoutVolumes(wanted)))
                && sizes(seen).equals(sizes(wanted));
    }

    /** The server adds to each claim what nobody asked for, and counts all of it as ours. */
    private static HasMetadata withoutVolumes(HasMetadata object) {
        return object instanceof StatefulSet set
                ? new StatefulSetBuilder(set).editSpec().withVolumeClaimTemplates(List.of()).endSpec().build()
                : object;
    }

    private static List<String> sizes(HasMetadata object) {
        return object instanceof StatefulSet set
                ? set.getSpec().getVolumeClaimTemplates().stream().map(Yard::size).toList()
                : List.of();
    }

    private static String size(PersistentVolumeClaim claim) {
        return claim.getSpec().getResources().getRequests().get("storage").toString();
    }

    /** The pod before what it reads. */
    void clear(String namespace, String name) {
        remove("/apis/apps/v1", "statefulsets", client.apps().statefulSets().inNamespace(namespace).withName(name).get());
        remove("/api/v1", "services", client.services().inNamespace(namespace).withName(name).get());
        remove("/api/v1", "configmaps", client.configMaps().inNamespace(namespace).withName(name).get());
        remove("/api/v1", "secrets", client.secrets().inNamespace(namespace).withName(name).get());
    }

    private void remove(String group, String plural, HasMetadata found) {
        if (found == null || !ours(found) || found.getMetadata().getDeletionTimestamp() != null) {
            return;
        }
        var meta = found.getMetadata();
        try {
            client.raw(group + "/namespaces/" + meta.getNamespace() + "/" + plural + "/" + meta.getName(), "DELETE", Map.of(
                    "apiVersion", "v1",
                    "kind", "DeleteOptions",
                    "propagationPolicy", "Background",
                    "preconditions", Map.of("uid", meta.getUid())));
            journal.deleted(found);
        } catch (KubernetesClientException e) {
            if (e.getCode() != GONE && e.getCode() != CHANGED) {
                throw e;
            }
        }
    }
}

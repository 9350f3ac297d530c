package io.shopfleet.operator.embedded;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.render.Quantities;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The objects of one server in the namespace of backends. They go with their environment; what they store does not. */
public final class ServerObjects {
    private final Wanted wanted;
    private final Recipe recipe;

    public ServerObjects(Wanted wanted) {
        this.wanted = wanted;
        this.recipe = Recipe.of(wanted);
    }

    /** What the pod reads comes before the pod. */
    public List<HasMetadata> all(Login login) {
        return List.of(account(login), settings(), service(), statefulSet());
    }

    private Secret account(Login login) {
        return new SecretBuilder()
                .withMetadata(meta())
                .withType("Opaque")
                .withData(login.files(wanted.server()))
                .build();
    }

    private ConfigMap settings() {
        return new ConfigMapBuilder().withMetadata(meta()).withData(recipe.settings()).build();
    }

    /** Found before it is ready: a Kafka calls itself by this name while it starts. */
    private Service service() {
        return new ServiceBuilder()
                .withMetadata(meta())
                .withNewSpec()
                .withClusterIP("None")
                .withPublishNotReadyAddresses(true)
                .withSelector(selector())
                .addNewPort()
                .withName(wanted.server().word())
                .withPort(wanted.server().port())
                .withTargetPort(new IntOrString(wanted.server().port()))
                .withProtocol("TCP")
                .endPort()
                .endSpec()
                .build();
    }

    /** Parallel: a pod that never got ready would otherwise keep its own correction waiting. */
    private StatefulSet statefulSet() {
        var set = new StatefulSetBuilder()
                .withMetadata(meta())
                .withNewSpec()
                .withReplicas(1)
                .withServiceName(wanted.name())
                .withPodManagementPolicy("Parallel")
                .withNewSelector()
                .withMatchLabels(selector())
                .endSelector()
                .withTemplate(new ServerPod(wanted, recipe).template(labels()))
                .endSpec();
        wanted.storage().ifPresent(size -> set.editSpec().withVolumeClaimTemplates(claim(size)).endSpec());
        return set.build();
    }

    private static PersistentVolumeClaim claim(Quantity size) {
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(ServerPod.STORE)
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withNewResources()
                .addToRequests("storage", Quantities.canonical(size))
                .endResources()
                .endSpec()
                .build();
    }

    private ObjectMeta meta() {
        return new ObjectMetaBuilder()
                .withName(wanted.name())
                .withNamespace(wanted.namespace())
                .withLabels(labels())
                .addNewOwnerReference()
                .withApiVersion(wanted.owner().getApiVersion())
                .withKind("ShopEnvironment")
                .withName(wanted.environment())
                .withUid(wanted.owner().getMetadata().getUid())
                .withController(true)
                .endOwnerReference()
                .build();
    }

    private Map<String, String> labels() {
        return new TreeMap<>(Map.of(
                Marks.MANAGED_BY, Marks.MANAGER,
                Marks.NAME, wanted.name(),
                Marks.ENVIRONMENT, wanted.environment()));
    }

    private Map<String, String> selector() {
        return new TreeMap<>(Map.of(Marks.MANAGED_BY, Marks.MANAGER, Marks.NAME, wanted.name()));
    }
}

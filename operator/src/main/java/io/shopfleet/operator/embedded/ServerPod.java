package io.shopfleet.operator.embedded;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.shopfleet.operator.fleet.CanonicalJson;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.render.Quantities;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The pod of a server. It passes the restricted Pod Security level and can write to its store and to /tmp alone. */
final class ServerPod {
    static final String STORE = "data";
    private static final String SETTINGS = "settings";
    private static final String ACCOUNT = "account";
    private static final String TMP = "tmp";

    private final Wanted wanted;
    private final Recipe recipe;

    ServerPod(Wanted wanted, Recipe recipe) {
        this.wanted = wanted;
        this.recipe = recipe;
    }

    /** Settings are read at the start, so other settings are another pod. */
    PodTemplateSpec template(Map<String, String> labels) {
        long user = wanted.server().user();
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(labels)
                .withAnnotations(new TreeMap<>(Map.of(Marks.CONTENT, CanonicalJson.digest(recipe.settings()))))
                .endMetadata()
                .withNewSpec()
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(user)
                .withRunAsGroup(user)
                .withFsGroup(user)
                .withFsGroupChangePolicy("OnRootMismatch")
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .withContainers(container())
                .withVolumes(volumes())
                .endSpec()
                .build();
    }

    private Container container() {
        var server = wanted.server();
        return new ContainerBuilder()
                .withName(server.word())
                .withImage(wanted.image())
                .withCommand("sh", Recipe.SETTINGS + "/" + Recipe.RUN)
                .addNewPort()
                .withName(server.word())
                .withContainerPort(server.port())
                .withProtocol("TCP")
                .endPort()
                .withResources(wanted.resources().map(Quantities::requirements).orElse(null))
                .withStartupProbe(probe(2, 150))
                .withReadinessProbe(probe(5, null))
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .withVolumeMounts(
                        mount(STORE, Recipe.STORE), mount(SETTINGS, Recipe.SETTINGS), mount(ACCOUNT, Recipe.ACCOUNT), mount(TMP, "/tmp"))
                .build();
    }

    private Probe probe(int seconds, Integer failures) {
        return new ProbeBuilder()
                .withNewTcpSocket()
                .withPort(new IntOrString(wanted.server().port()))
                .endTcpSocket()
                .withPeriodSeconds(seconds)
                .withFailureThreshold(failures)
                .build();
    }

    private static VolumeMount mount(String volume, String path) {
        return new VolumeMountBuilder().withName(volume).withMountPath(path).build();
    }

    private List<Volume> volumes() {
        var volumes = new ArrayList<>(List.of(
                new VolumeBuilder().withName(SETTINGS).withNewConfigMap().withName(wanted.name()).endConfigMap().build(),
                new VolumeBuilder().withName(ACCOUNT).withNewSecret().withSecretName(wanted.name()).endSecret().build(),
                new VolumeBuilder().withName(TMP).withNewEmptyDir().endEmptyDir().build()));
        if (wanted.storage().isEmpty()) {
            volumes.add(new VolumeBuilder().withName(STORE).withNewEmptyDir().endEmptyDir().build());
        }
        return volumes;
    }
}

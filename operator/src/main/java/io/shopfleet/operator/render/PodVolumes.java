package io.shopfleet.operator.render;

import io.fabric8.kubernetes.api.model.ConfigMapVolumeSourceBuilder;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.KeyToPathBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.shopfleet.api.v1alpha1.FileMount;
import io.shopfleet.api.v1alpha1.Scratch;
import io.shopfleet.api.v1alpha1.ShopServiceSpec;
import io.shopfleet.operator.dependency.Contribution;
import io.shopfleet.operator.source.Copies;
import io.shopfleet.operator.source.Reference.Kind;
import io.shopfleet.operator.source.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The config document, mounted files and scratch space: all that a container with a read-only root can see or write. */
record PodVolumes(List<Volume> volumes, List<VolumeMount> mounts) {
    /** One folder per edge that asks for a login, as servicebinding.io has it. */
    static final String BINDINGS = "/bindings";

    /** @param copies keys that the revision's own ConfigMap holds beside the config document */
    static PodVolumes of(ShopServiceSpec spec, String configMap, Set<String> copies, List<Contribution> edges) {
        var all = new PodVolumes(new ArrayList<>(), new ArrayList<>());
        all.add(config(spec, configMap), ConfigDocument.FOLDER, true);
        spec.files().forEach(file -> all.add(volume(file, configMap, copies), file.mountPath(), true));
        edges.forEach(edge -> edge.secret().ifPresent(secret ->
                all.add(ofSecret("binding-" + edge.name(), secret), BINDINGS + "/" + edge.name(), true)));
        for (int i = 0; i < spec.scratch().size(); i++) {
            Scratch scratch = spec.scratch().get(i);
            all.add(
                    new VolumeBuilder()
                            .withName("scratch-" + i)
                            .withNewEmptyDir()
                            .withSizeLimit(Quantities.canonical(scratch.size()))
                            .endEmptyDir()
                            .build(),
                    scratch.mountPath(),
                    false);
        }
        return all;
    }

    /** Shows the document alone; where there is nothing else in the ConfigMap, that needs no list. */
    private static Volume config(ShopServiceSpec spec, String configMap) {
        boolean alone = Use.all(spec, Kind.ConfigMap).findAny().isEmpty();
        var document = new KeyToPathBuilder().withKey(ConfigDocument.KEY).withPath(ConfigDocument.KEY).build();
        return ofConfigMap("config", configMap, alone ? List.of() : List.of(document));
    }

    /** A Secret is named itself, since which copy of it pods read is not the revision's matter. */
    private static Volume volume(FileMount file, String configMap, Set<String> copies) {
        String name = "file-" + file.name();
        if (file.secret() != null) {
            return ofSecret(name, file.secret().name());
        }
        List<KeyToPath> items = Copies.folder(file.configMap().name(), copies);
        return items.isEmpty()
                ? new VolumeBuilder().withName(name).withNewEmptyDir().endEmptyDir().build()
                : ofConfigMap(name, configMap, items);
    }

    private static Volume ofSecret(String name, String secret) {
        return new VolumeBuilder().withName(name).withNewSecret().withSecretName(secret).endSecret().build();
    }

    private static Volume ofConfigMap(String name, String configMap, List<KeyToPath> items) {
        return new VolumeBuilder()
                .withName(name)
                .withConfigMap(new ConfigMapVolumeSourceBuilder().withName(configMap).withItems(items).build())
                .build();
    }

    private void add(Volume volume, String path, boolean readOnly) {
        volumes.add(volume);
        mounts.add(new VolumeMountBuilder()
                .withName(volume.getName())
                .withMountPath(path)
                .withReadOnly(readOnly ? true : null)
                .build());
    }
}

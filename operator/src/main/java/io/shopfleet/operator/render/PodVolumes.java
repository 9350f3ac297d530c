package io.shopfleet.operator.render;

import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.shopfleet.api.v1alpha1.FileMount;
import io.shopfleet.api.v1alpha1.Scratch;
import io.shopfleet.api.v1alpha1.ShopServiceSpec;
import java.util.ArrayList;
import java.util.List;

/** The config document, mounted files and scratch space: all that a container with a read-only root can see or write. */
record PodVolumes(List<Volume> volumes, List<VolumeMount> mounts) {

    static PodVolumes of(ShopServiceSpec spec, String configMap) {
        var all = new PodVolumes(new ArrayList<>(), new ArrayList<>());
        all.add(
                new VolumeBuilder()
                        .withName("config")
                        .withNewConfigMap()
                        .withName(configMap)
                        .endConfigMap()
                        .build(),
                ConfigDocument.FOLDER,
                true);
        spec.files().forEach(file -> all.add(volume(file), file.mountPath(), true));
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

    private static Volume volume(FileMount file) {
        var volume = new VolumeBuilder().withName("file-" + file.name());
        return file.secret() != null
                ? volume.withNewSecret()
                        .withSecretName(file.secret().name())
                        .endSecret()
                        .build()
                : volume.withNewConfigMap()
                        .withName(file.configMap().name())
                        .endConfigMap()
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

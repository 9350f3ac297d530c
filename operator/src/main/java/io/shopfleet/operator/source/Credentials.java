package io.shopfleet.operator.source;

import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.SecretKeySelectorBuilder;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.shopfleet.operator.source.Reference.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Secrets that a recorded pod template names. What it names are the originals; its pods read their copies in the
 * Secret of an epoch. How the one becomes the other is part of every recorded revision and must never change.
 */
public record Credentials(PodTemplateSpec template) {

    /** Places in the template, without a path in the spec. */
    public Stream<Use> uses() {
        var uses = new ArrayList<Use>();
        new PodTemplateSpecBuilder(template)
                .accept(SecretKeySelectorBuilder.class, selector -> uses.add(use(selector.getName(), selector.getKey())))
                .accept(VolumeBuilder.class, volume -> {
                    if (volume.hasSecret()) {
                        uses.add(use(volume.buildSecret().getSecretName(), null));
                    }
                });
        return uses.stream();
    }

    private static Use use(String secret, String key) {
        return new Use("", new Reference(Kind.Secret, secret), Optional.ofNullable(key));
    }

    /** The template with copies in place of originals. */
    public PodTemplateSpec in(Epoch epoch, String secret) {
        return new PodTemplateSpecBuilder(template)
                .accept(SecretKeySelectorBuilder.class, selector ->
                        selector.withKey(Copies.key(selector.getName(), selector.getKey())).withName(secret))
                .accept(VolumeBuilder.class, volume -> {
                    if (volume.hasSecret()) {
                        redirect(volume, Copies.folder(volume.buildSecret().getSecretName(), epoch.keys()), secret);
                    }
                })
                .build();
    }

    /** No list of keys would mean all keys, so an empty Secret gives an empty folder of another kind. */
    private static void redirect(VolumeBuilder volume, List<KeyToPath> items, String secret) {
        if (items.isEmpty()) {
            volume.withSecret(null).withNewEmptyDir().endEmptyDir();
        } else {
            volume.editSecret().withSecretName(secret).withItems(items).endSecret();
        }
    }
}

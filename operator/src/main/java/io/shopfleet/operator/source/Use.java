package io.shopfleet.operator.source;

import io.shopfleet.api.v1alpha1.EnvVar;
import io.shopfleet.api.v1alpha1.FileMount;
import io.shopfleet.api.v1alpha1.KeyRef;
import io.shopfleet.api.v1alpha1.ShopServiceSpec;
import io.shopfleet.operator.source.Reference.Kind;
import java.util.Optional;
import java.util.stream.Stream;

/** One place that names a Secret or ConfigMap; the key is empty where the whole object is mounted. */
public record Use(String path, Reference reference, Optional<String> key) {

    /** Every place in the spec, in the order in which people read it. */
    public static Stream<Use> all(ShopServiceSpec spec) {
        return Stream.concat(spec.env().stream().flatMap(Use::ofVariable), spec.files().stream().flatMap(Use::ofFile));
    }

    public static Stream<Use> all(ShopServiceSpec spec, Kind kind) {
        return all(spec).filter(use -> use.is(kind));
    }

    public boolean is(Kind kind) {
        return reference.kind() == kind;
    }

    private static Stream<Use> ofVariable(EnvVar variable) {
        String path = "spec.env[" + variable.name() + "]";
        return Stream.concat(
                ofKey(path + ".secretKeyRef", Kind.Secret, variable.secretKeyRef()),
                ofKey(path + ".configMapKeyRef", Kind.ConfigMap, variable.configMapKeyRef()));
    }

    private static Stream<Use> ofKey(String path, Kind kind, KeyRef reference) {
        return Stream.ofNullable(reference)
                .map(named -> new Use(path, new Reference(kind, named.name()), Optional.of(named.key())));
    }

    private static Stream<Use> ofFile(FileMount file) {
        String path = "spec.files[" + file.name() + "]";
        return file.secret() != null
                ? Stream.of(new Use(path + ".secret", new Reference(Kind.Secret, file.secret().name()), Optional.empty()))
                : Stream.ofNullable(file.configMap())
                        .map(map -> new Use(
                                path + ".configMap", new Reference(Kind.ConfigMap, map.name()), Optional.empty()));
    }
}

package io.shopfleet.operator.foreign;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopEnvironmentSpec;
import io.shopfleet.operator.embedded.Provided;
import io.shopfleet.operator.fleet.Marks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A server that an environment asks another operator for. */
public record Commission(Contractor contractor, ShopEnvironment environment) {

    public static List<Commission> all(ShopEnvironment environment) {
        ShopEnvironmentSpec spec = environment.getSpec();
        if (spec == null || spec.backendNamespace() == null) {
            return List.of();
        }
        return Stream.of(
                        Optional.ofNullable(spec.kafka()).map(kafka -> kafka.strimzi()).map(kafka -> Contractor.Strimzi),
                        Optional.ofNullable(spec.postgres()).map(postgres -> postgres.cloudNativePG())
                                .map(postgres -> Contractor.CloudNativePG))
                .flatMap(Optional::stream)
                .map(contractor -> new Commission(contractor, environment))
                .toList();
    }

    /** Of what the other operator is given. */
    public String name() {
        return contractor.server().name(environment.getMetadata().getName());
    }

    public String namespace() {
        return environment.getSpec().backendNamespace();
    }

    public String word() {
        return contractor.server().word();
    }

    public String path() {
        return contractor.path();
    }

    /** Name of the Secret with the operator's account. */
    public String account() {
        return Provided.account(contractor.server(), environment.getMetadata().getName());
    }

    /** By these the operator knows its own: nothing here has an owner, so that nothing goes with its environment. */
    public Map<String, String> labels() {
        return new TreeMap<>(Map.of(
                Marks.MANAGED_BY, Marks.MANAGER,
                Marks.NAME, name(),
                Marks.ENVIRONMENT, environment.getMetadata().getName()));
    }

    /** What the other operator is given, in order. The first one tells how the server is. */
    public List<GenericKubernetesResource> objects() {
        return switch (contractor) {
            case Strimzi -> StrimziObjects.of(this, environment.getSpec().kafka().strimzi());
            case CloudNativePG -> List.of(CloudNativeObjects.cluster(this, environment.getSpec().postgres().cloudNativePG()));
        };
    }

    /** @param seen the objects as they are now, in the same order */
    public Progress progress(List<GenericKubernetesResource> seen) {
        return switch (contractor) {
            case Strimzi -> StrimziProgress.of(seen.getFirst(), seen.getLast());
            case CloudNativePG -> CloudNativeProgress.of(seen.getFirst());
        };
    }
}

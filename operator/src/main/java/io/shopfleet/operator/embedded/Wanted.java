package io.shopfleet.operator.embedded;

import io.fabric8.kubernetes.api.model.Quantity;
import io.shopfleet.api.v1alpha1.Resources;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopEnvironmentSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A server that an environment asks the operator to run.
 *
 * @param owner the environment
 * @param storage empty where its data go with its pod
 */
public record Wanted(
        Server server, ShopEnvironment owner, String image, Optional<Quantity> storage, Optional<Resources> resources) {

    public static List<Wanted> all(ShopEnvironment environment) {
        ShopEnvironmentSpec spec = environment.getSpec();
        if (spec == null || spec.backendNamespace() == null) {
            return List.of();
        }
        return Stream.of(
                        Optional.ofNullable(spec.kafka()).map(kafka -> kafka.embedded()).map(kafka ->
                                of(Server.Kafka, environment, kafka.image(), kafka.storage(), kafka.resources())),
                        Optional.ofNullable(spec.postgres()).map(postgres -> postgres.embedded()).map(postgres ->
                                of(Server.Postgres, environment, postgres.image(), postgres.storage(), postgres.resources())),
                        Optional.ofNullable(spec.cache()).map(cache -> cache.embedded()).map(cache ->
                                of(Server.Cache, environment, cache.image(), cache.storage(), cache.resources())))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Wanted of(Server server, ShopEnvironment environment, String image, Quantity storage, Resources resources) {
        return new Wanted(server, environment, image, Optional.ofNullable(storage), Optional.ofNullable(resources));
    }

    public String name() {
        return server.name(environment());
    }

    public String namespace() {
        return owner.getSpec().backendNamespace();
    }

    /** Where the environment asks for it. */
    public String path() {
        return "spec." + server.word() + ".embedded";
    }

    String environment() {
        return owner.getMetadata().getName();
    }
}

package io.shopfleet.operator.provider;

import io.shopfleet.api.v1alpha1.CacheProvider;
import io.shopfleet.api.v1alpha1.ClaimKind;
import io.shopfleet.api.v1alpha1.KafkaProvider;
import io.shopfleet.api.v1alpha1.PostgresProvider;
import io.shopfleet.api.v1alpha1.ShopEnvironmentSpec;
import java.util.List;
import java.util.Optional;

/**
 * One more server of an environment.
 *
 * @param namespaces that may ask for it; none: every one that the environment admits
 * @param environment as it looks to those who asked for the server: they see no other one
 */
public record Additional(String name, List<String> namespaces, ShopEnvironmentSpec environment) {

    /** Those that hold things of this kind. */
    public static List<Additional> all(ShopEnvironmentSpec spec, ClaimKind kind) {
        return switch (kind) {
            case Topic -> spec.kafka() == null
                    ? List.of()
                    : spec.kafka().additional().stream()
                            .map(more -> new Additional(more.name(), more.namespaces(), spec.with(
                                    new KafkaProvider(more.external(), null, null, List.of(), spec.kafka().topics()),
                                    spec.postgres(), spec.cache())))
                            .toList();
            case Database -> spec.postgres() == null
                    ? List.of()
                    : spec.postgres().additional().stream()
                            .map(more -> new Additional(more.name(), more.namespaces(), spec.with(
                                    spec.kafka(),
                                    new PostgresProvider(more.external(), null, null, List.of(), spec.postgres().databases()),
                                    spec.cache())))
                            .toList();
            case KeySpace -> spec.cache() == null
                    ? List.of()
                    : spec.cache().additional().stream()
                            .map(more -> new Additional(more.name(), more.namespaces(), spec.with(
                                    spec.kafka(), spec.postgres(),
                                    new CacheProvider(more.external(), null, List.of(), spec.cache().keySpaces()))))
                            .toList();
        };
    }

    /** What somebody sees who asks for this provider, or for none; empty where there is none of the name. */
    public static Optional<ShopEnvironmentSpec> chosen(ShopEnvironmentSpec spec, ClaimKind kind, Optional<String> provider) {
        return provider.isEmpty()
                ? Optional.of(spec)
                : all(spec, kind).stream()
                        .filter(more -> more.name().equals(provider.get()))
                        .map(Additional::environment)
                        .findFirst();
    }

    public boolean admits(String namespace) {
        return namespaces.isEmpty() || namespaces.contains(namespace);
    }
}

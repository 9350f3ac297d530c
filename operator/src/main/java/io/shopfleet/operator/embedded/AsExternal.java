package io.shopfleet.operator.embedded;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.shopfleet.api.v1alpha1.CacheProvider;
import io.shopfleet.api.v1alpha1.ClaimKind;
import io.shopfleet.api.v1alpha1.ExternalCache;
import io.shopfleet.api.v1alpha1.ExternalKafka;
import io.shopfleet.api.v1alpha1.ExternalPostgres;
import io.shopfleet.api.v1alpha1.KafkaProvider;
import io.shopfleet.api.v1alpha1.PostgresProvider;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopEnvironmentSpec;
import io.shopfleet.api.v1alpha1.TlsMode;
import java.util.List;
import java.util.stream.Stream;

/** An environment as it looks to those who use its servers: it makes no difference to them who runs one. */
public final class AsExternal {
    private AsExternal() {}

    /** With an address and an account for each server that the operator runs or has run. */
    public static ShopEnvironment of(ShopEnvironment environment) {
        ShopEnvironmentSpec spec = environment.getSpec();
        if (spec == null || spec.backendNamespace() == null || Stream.of(ClaimKind.values()).noneMatch(kind -> runs(kind, spec))) {
            return environment;
        }
        ObjectMeta meta = environment.getMetadata();
        var told = new ShopEnvironment();
        told.setMetadata(meta);
        told.setStatus(environment.getStatus());
        told.setSpec(spec.with(kafka(environment, spec), postgres(environment, spec), cache(meta.getName(), spec)));
        return told;
    }

    private static KafkaProvider kafka(ShopEnvironment environment, ShopEnvironmentSpec spec) {
        KafkaProvider kafka = spec.kafka();
        if (kafka == null || kafka.embedded() == null && kafka.strimzi() == null) {
            return kafka;
        }
        String name = environment.getMetadata().getName();
        var external = kafka.embedded() != null
                ? new ExternalKafka(List.of(address(Server.Kafka, name, spec)), Server.Kafka.name(name), TlsMode.None)
                : new ExternalKafka(Provided.kafka(environment), Provided.account(Server.Kafka, name), TlsMode.Verify);
        return new KafkaProvider(external, kafka.embedded(), kafka.strimzi(), kafka.additional(), kafka.topics());
    }

    private static PostgresProvider postgres(ShopEnvironment environment, ShopEnvironmentSpec spec) {
        PostgresProvider postgres = spec.postgres();
        if (postgres == null || postgres.embedded() == null && postgres.cloudNativePG() == null) {
            return postgres;
        }
        String name = environment.getMetadata().getName();
        var external = postgres.embedded() != null
                ? new ExternalPostgres(address(Server.Postgres, name, spec), Server.Postgres.name(name), TlsMode.None)
                : new ExternalPostgres(Provided.postgres(environment), Provided.account(Server.Postgres, name), TlsMode.Verify);
        return new PostgresProvider(
                external, postgres.embedded(), postgres.cloudNativePG(), postgres.additional(), postgres.databases());
    }

    private static CacheProvider cache(String name, ShopEnvironmentSpec spec) {
        CacheProvider cache = spec.cache();
        return cache == null || cache.embedded() == null
                ? cache
                : new CacheProvider(
                        new ExternalCache(address(Server.Cache, name, spec), Server.Cache.name(name), TlsMode.None),
                        cache.embedded(), cache.additional(), cache.keySpaces());
    }

    private static String address(Server server, String name, ShopEnvironmentSpec spec) {
        return server.address(name, spec.backendNamespace());
    }

    /** The operator runs the server that holds things of this kind, or has another one run it. */
    public static boolean runs(ClaimKind kind, ShopEnvironmentSpec spec) {
        return isEmbedded(kind, spec) || switch (kind) {
            case Topic -> spec.kafka() != null && spec.kafka().strimzi() != null;
            case Database -> spec.postgres() != null && spec.postgres().cloudNativePG() != null;
            case KeySpace -> false;
        };
    }

    private static boolean isEmbedded(ClaimKind kind, ShopEnvironmentSpec spec) {
        return switch (kind) {
            case Topic -> spec.kafka() != null && spec.kafka().embedded() != null;
            case Database -> spec.postgres() != null && spec.postgres().embedded() != null;
            case KeySpace -> spec.cache() != null && spec.cache().embedded() != null;
        };
    }

    /** The server keeps nothing when its pod goes, so that another one at its address is what it became itself. */
    public static boolean forgets(ClaimKind kind, ShopEnvironmentSpec spec) {
        return isEmbedded(kind, spec) && switch (kind) {
            case Topic -> spec.kafka().embedded().storage() == null;
            case Database -> spec.postgres().embedded().storage() == null;
            case KeySpace -> spec.cache().embedded().storage() == null;
        };
    }
}

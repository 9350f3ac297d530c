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

/** An environment as it looks to those who use its servers: it makes no difference to them who runs one. */
public final class AsExternal {
    private AsExternal() {}

    /** With an address and an account for each server that the operator runs. */
    public static ShopEnvironment of(ShopEnvironment environment) {
        ShopEnvironmentSpec spec = environment.getSpec();
        if (Wanted.all(environment).isEmpty()) {
            return environment;
        }
        ObjectMeta meta = environment.getMetadata();
        var told = new ShopEnvironment();
        told.setMetadata(meta);
        told.setStatus(environment.getStatus());
        told.setSpec(spec.with(kafka(meta.getName(), spec), postgres(meta.getName(), spec), cache(meta.getName(), spec)));
        return told;
    }

    private static KafkaProvider kafka(String name, ShopEnvironmentSpec spec) {
        KafkaProvider kafka = spec.kafka();
        return kafka == null || kafka.embedded() == null
                ? kafka
                : new KafkaProvider(
                        new ExternalKafka(List.of(address(Server.Kafka, name, spec)), Server.Kafka.name(name), TlsMode.None),
                        kafka.embedded(), kafka.additional(), kafka.topics());
    }

    private static PostgresProvider postgres(String name, ShopEnvironmentSpec spec) {
        PostgresProvider postgres = spec.postgres();
        return postgres == null || postgres.embedded() == null
                ? postgres
                : new PostgresProvider(
                        new ExternalPostgres(address(Server.Postgres, name, spec), Server.Postgres.name(name), TlsMode.None),
                        postgres.embedded(), postgres.additional(), postgres.databases());
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

    /** The operator runs the server that holds things of this kind. */
    public static boolean runs(ClaimKind kind, ShopEnvironmentSpec spec) {
        return switch (kind) {
            case Topic -> spec.kafka() != null && spec.kafka().embedded() != null;
            case Database -> spec.postgres() != null && spec.postgres().embedded() != null;
            case KeySpace -> spec.cache() != null && spec.cache().embedded() != null;
        };
    }

    /** The server keeps nothing when its pod goes, so that another one at its address is what it became itself. */
    public static boolean forgets(ClaimKind kind, ShopEnvironmentSpec spec) {
        return runs(kind, spec) && switch (kind) {
            case Topic -> spec.kafka().embedded().storage() == null;
            case Database -> spec.postgres().embedded().storage() == null;
            case KeySpace -> spec.cache().embedded().storage() == null;
        };
    }
}

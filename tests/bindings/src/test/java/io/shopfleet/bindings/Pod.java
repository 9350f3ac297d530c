package io.shopfleet.bindings;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.shopfleet.api.v1alpha1.Dependency;
import io.shopfleet.api.v1alpha1.ShopCache;
import io.shopfleet.api.v1alpha1.ShopDatabase;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopEnvironmentSpec;
import io.shopfleet.api.v1alpha1.ShopTopic;
import io.shopfleet.operator.cachespace.CacheKind;
import io.shopfleet.operator.consumer.Bound;
import io.shopfleet.operator.consumer.Consumer;
import io.shopfleet.operator.database.DatabaseKind;
import io.shopfleet.operator.topic.TopicKind;
import io.shopfleet.testkit.backend.KafkaServer;
import io.shopfleet.testkit.backend.PostgresServer;
import io.shopfleet.testkit.backend.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * The folders of the service shop/orders as its pods find them, below {@code SERVICE_BINDING_ROOT}, and the logins that they
 * name on real servers.
 */
final class Pod {
    static final Path ROOT = Path.of(System.getenv("SERVICE_BINDING_ROOT"));
    /** Of the letters that the operator makes passwords of. */
    static final String PASSWORD = "aZ09-_aZ09-_aZ09";

    private static final KafkaServer KAFKA = KafkaServer.shared();
    private static final PostgresServer POSTGRES = PostgresServer.shared();
    private static final RedisServer REDIS = RedisServer.shared();
    private static boolean runs;

    private Pod() {
    }

    /** Whoever asks first makes them. */
    static synchronized void start() {
        if (runs) {
            return;
        }
        mount("prices", topic());
        mount("db", database());
        mount("carts", cache());
        logins();
        runs = true;
    }

    private static ShopEnvironmentSpec environment() {
        return Serialization.unmarshal("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopEnvironment
                metadata: {name: default}
                spec:
                  kafka: {external: {bootstrapServers: ["%s"], credentialsSecret: kafka, tls: None}}
                  postgres: {external: {address: "%s:%d", credentialsSecret: postgres, tls: None}}
                  cache: {external: {address: "%s:%d", credentialsSecret: cache, tls: None}}
                """.formatted(KAFKA.bootstrap(), POSTGRES.host(), POSTGRES.port(), REDIS.host(), REDIS.port()), ShopEnvironment.class)
                .getSpec();
    }

    private static Consumer orders(Dependency edge) {
        return new Consumer("shop", "orders", List.of(edge), Consumer.FIRST, "", true);
    }

    private static Bound topic() {
        var topic = resource("ShopTopic", "prices", "{partitions: 1}", ShopTopic.class);
        Dependency edge = edge("name: prices\ntopic: {name: prices, access: Read}");
        return new TopicKind().bound(topic, "shop.prices", environment(), orders(edge), edge, PASSWORD);
    }

    private static Bound database() {
        var database = resource("ShopDatabase", "orders", "{schema: app}", ShopDatabase.class);
        Dependency edge = edge("name: db\ndatabase: {name: orders, access: Owner}");
        return new DatabaseKind().bound(database, "shop_orders", environment(), orders(edge), edge, PASSWORD);
    }

    private static Bound cache() {
        var cache = resource("ShopCache", "carts", "{}", ShopCache.class);
        Dependency edge = edge("name: carts\ncache: {name: carts}");
        return new CacheKind().bound(cache, "shop.carts", environment(), orders(edge), edge, PASSWORD);
    }

    private static <T> T resource(String kind, String name, String spec, Class<T> type) {
        return Serialization.unmarshal("""
                apiVersion: shopfleet.io/v1alpha1
                kind: %s
                metadata: {name: %s, namespace: shop}
                spec: %s
                """.formatted(kind, name, spec), type);
    }

    private static Dependency edge(String yaml) {
        return Serialization.unmarshal(yaml, Dependency.class);
    }

    /** As the kubelet does it: a file for each key. */
    private static void mount(String edge, Bound bound) {
        try {
            Path folder = Files.createDirectories(ROOT.resolve(edge));
            for (Map.Entry<String, String> file : bound.files().entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of a folder, read without any library. */
    static Map<String, String> files(String edge) {
        var files = new TreeMap<String, String>();
        try (var folder = Files.newDirectoryStream(ROOT.resolve(edge))) {
            for (Path file : folder) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** What the operator makes at the servers, by other means. */
    private static void logins() {
        try (Admin admin = KAFKA.admin()) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                    files("prices").get("username"), new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), PASSWORD))).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        POSTGRES.run("create role \"%s\" login password '%s'".formatted(files("db").get("username"), PASSWORD));
        POSTGRES.run("create database shop_orders");
        REDIS.run("ACL", "SETUSER", files("carts").get("username"), "on", ">" + PASSWORD, "+@all", "~" + files("carts").get("prefix") + "*");
    }
}

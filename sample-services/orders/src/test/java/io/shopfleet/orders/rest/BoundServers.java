package io.shopfleet.orders.rest;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.shopfleet.orders.binding.Binding;
import io.shopfleet.orders.event.PriceTopic;
import io.shopfleet.orders.store.Migrate;
import io.shopfleet.orders.store.Servers;
import io.shopfleet.testkit.backend.KafkaServer;
import io.shopfleet.testkit.proxy.TcpProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Binds the service to a real PostgreSQL, which a test can take away, and to a topic of a real Kafka. */
public class BoundServers implements QuarkusTestResourceLifecycleManager {
    private Servers servers;
    private TcpProxy database;
    private PriceTopic topic;

    @Override
    public Map<String, String> start() {
        servers = new Servers();
        Migrate.migrate(servers.postgres());
        database = TcpProxy.to(servers.postgresPort());
        Binding kafka = servers.topic(KafkaServer.shared(), 1);
        topic = new PriceTopic(kafka);
        try {
            Path root = Files.createTempDirectory(Path.of("target"), "bindings-");
            write(root.resolve("db"), servers.postgres(database.port()));
            write(root.resolve("price-changes"), kafka);
            return Map.of(Binding.ROOT, root.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path folder, Binding binding) throws IOException {
        Files.createDirectory(folder);
        for (var file : binding.files().entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(BoundServers.class));
    }

    @Override
    public void stop() {
        topic.close();
        database.close();
    }

    TcpProxy database() {
        return database;
    }

    PriceTopic catalog() {
        return topic;
    }
}

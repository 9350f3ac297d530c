package io.shopfleet.orders.store;

import io.shopfleet.orders.binding.Binding;
import io.shopfleet.testkit.backend.KafkaServer;
import io.shopfleet.testkit.backend.PostgresServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A database and a topic of one's own on real servers, with their bindings. */
public final class Servers {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final PostgresServer postgres = PostgresServer.shared();
    private final String name = "orders_" + NUMBERS.incrementAndGet();

    public Servers() {
        postgres.run("create database " + name);
    }

    public Binding postgres() {
        return postgres(postgres.port());
    }

    /** The same database, reached through something that stands before its server. */
    public Binding postgres(int port) {
        return new Binding(Map.of("type", "postgresql", "username", PostgresServer.SUPERUSER, "password", postgres.password(),
                "jdbc-url", "jdbc:postgresql://%s:%d/%s".formatted(postgres.host(), port, name)));
    }

    /** For something to stand before. */
    public int postgresPort() {
        return postgres.port();
    }

    /** Made now. */
    public Binding topic(KafkaServer kafka, int partitions) {
        String topic = "prices_" + NUMBERS.incrementAndGet();
        try (Admin admin = kafka.admin()) {
            admin.createTopics(Set.of(new NewTopic(topic, partitions, (short) 1))).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return new Binding(Map.of("type", "kafka", "bootstrap-servers", kafka.bootstrap(), "security-protocol", "SASL_PLAINTEXT",
                "sasl-mechanism", "SCRAM-SHA-512", "username", KafkaServer.ADMIN, "password", kafka.password(), "topic", topic,
                "group", "shop." + topic));
    }

    public void run(String sql) {
        postgres.run(name, sql);
    }

    /** Each row as one text. */
    public List<String> rows(String sql) {
        try (var connection = postgres.connect(name, PostgresServer.SUPERUSER, postgres.password());
                var rows = connection.createStatement().executeQuery(sql)) {
            var all = new ArrayList<String>();
            while (rows.next()) {
                var columns = new ArrayList<String>();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    columns.add(String.valueOf(rows.getString(column)));
                }
                all.add(String.join(" ", columns));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

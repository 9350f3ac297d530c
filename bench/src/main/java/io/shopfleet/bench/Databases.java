package io.shopfleet.bench;

import io.shopfleet.api.v1alpha1.ShopDatabase;
import io.shopfleet.testkit.ApiServer;
import io.shopfleet.testkit.backend.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Databases of one real PostgreSQL: by the operator, and by hand on one pool of as many connections as the operator has, with the
 * statements by which it changes something. What it asks before and after has no counterpart.
 */
final class Databases {
    private static final int CONNECTIONS = 4;
    private static final PostgresServer POSTGRES = PostgresServer.shared();
    /** For {@code @}, the name of the database. Transactions begin and end as the operator's do. */
    private static final List<List<String>> ON_THE_SERVER = List.of(
            List.of("CREATE ROLE \"@_owner\" NOLOGIN", "COMMENT ON ROLE \"@_owner\" IS 'made for @'",
                    "CREATE ROLE \"@_readwrite\" NOLOGIN", "COMMENT ON ROLE \"@_readwrite\" IS 'made for @'",
                    "CREATE ROLE \"@_read\" NOLOGIN", "COMMENT ON ROLE \"@_read\" IS 'made for @'"),
            List.of("CREATE DATABASE \"@\" OWNER \"by_hand\" TEMPLATE template0 ENCODING 'UTF8'"),
            List.of("REVOKE CONNECT, TEMPORARY ON DATABASE \"@\" FROM PUBLIC CASCADE",
                    "GRANT CONNECT, TEMPORARY ON DATABASE \"@\" TO \"@_owner\"", "GRANT CONNECT ON DATABASE \"@\" TO \"@_read\"",
                    "GRANT CONNECT, TEMPORARY ON DATABASE \"@\" TO \"@_readwrite\""));
    private static final List<String> IN_THE_DATABASE = List.of("CREATE SCHEMA \"app\" AUTHORIZATION \"@_owner\"",
            "GRANT USAGE ON SCHEMA \"app\" TO \"@_read\"", "GRANT USAGE ON SCHEMA \"app\" TO \"@_readwrite\"",
            "ALTER DEFAULT PRIVILEGES FOR ROLE \"@_owner\" IN SCHEMA \"app\" GRANT SELECT ON TABLES TO \"@_read\"",
            "ALTER DEFAULT PRIVILEGES FOR ROLE \"@_owner\" IN SCHEMA \"app\" GRANT DELETE, INSERT, SELECT, UPDATE ON TABLES TO \"@_readwrite\"",
            "ALTER DEFAULT PRIVILEGES FOR ROLE \"@_owner\" IN SCHEMA \"app\" GRANT SELECT ON SEQUENCES TO \"@_read\"",
            "ALTER DEFAULT PRIVILEGES FOR ROLE \"@_owner\" IN SCHEMA \"app\" GRANT SELECT, UPDATE, USAGE ON SEQUENCES TO \"@_readwrite\"");

    private Databases() {
    }

    static void measure(ApiServer server, String system) {
        int count = Bench.size() / 5;
        var outside = new Outside<>(server, system, server.admin(), new Results("databases"), ShopDatabase.class, "postgres", count, """
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopDatabase
                metadata: {name: database-%d, namespace: %s}
                spec: {environment: databases}
                """);
        outside.provide("databases", "postgres: {external: {address: \"%s:%d\", credentialsSecret: postgres, tls: None}}"
                .formatted(POSTGRES.host(), POSTGRES.port()), PostgresServer.SUPERUSER, POSTGRES.password());
        POSTGRES.run("create role by_hand");
        outside.compare(prefix -> byHand(prefix.replace('-', '_'), count));
    }

    private static Duration byHand(String prefix, int count) {
        Results.say("%d databases by hand", count);
        BlockingQueue<Connection> pool = new LinkedBlockingQueue<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (int connection = 0; connection < CONNECTIONS; connection++) {
                pool.add(connect("postgres"));
            }
            Instant begun = Instant.now();
            var made = new ArrayList<Future<?>>();
            for (int number = 0; number < count; number++) {
                String name = prefix + "_" + number;
                made.add(threads.submit(() -> make(name, pool)));
            }
            for (Future<?> one : made) {
                one.get();
            }
            Duration wall = Duration.between(begun, Instant.now());
            for (Connection connection : pool) {
                connection.close();
            }
            return wall;
        } catch (ExecutionException | SQLException e) {
            throw new IllegalStateException("the databases could not be made by hand", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Void make(String name, BlockingQueue<Connection> pool) throws SQLException, InterruptedException {
        Connection connection = pool.take();
        try {
            for (List<String> statements : ON_THE_SERVER) {
                run(connection, name, statements);
            }
        } finally {
            pool.add(connection);
        }
        try (Connection within = connect(name)) {
            run(within, name, IN_THE_DATABASE);
        }
        return null;
    }

    /** A database cannot be made within a transaction. */
    private static void run(Connection connection, String name, List<String> statements) throws SQLException {
        connection.setAutoCommit(statements.size() == 1);
        try (var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql.replace("@", name));
            }
        }
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }

    private static Connection connect(String database) throws SQLException {
        return POSTGRES.connect(database, PostgresServer.SUPERUSER, POSTGRES.password());
    }
}

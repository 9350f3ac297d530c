package io.shopfleet.operator.outside;

import io.shopfleet.testkit.backend.KafkaServer;
import io.shopfleet.testkit.backend.RedisServer;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/** Tries what a service finds in its bindings prices, db and cache, as an application would. */
record Logins(KafkaServer kafka, RedisServer redis) {

    /** What a file of the folder of an edge holds. */
    interface Files {
        String get(String edge, String file);
    }

    /** Which of the three let nobody in, and why. */
    List<String> refused(Files files) {
        return Stream.of(atPostgres(files), atKafka(files), atRedis(files)).flatMap(Optional::stream).toList();
    }

    private static Optional<String> atPostgres(Files files) {
        try (var connection = DriverManager.getConnection(
                files.get("db", "jdbc-url"), files.get("db", "username"), files.get("db", "password"))) {
            connection.createStatement().execute("select 1");
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of("postgres: " + e.getMessage());
        }
    }

    private Optional<String> atKafka(Files files) {
        try (Admin admin = Admin.create(kafka.client(files.get("prices", "username"), files.get("prices", "password")))) {
            admin.describeTopics(List.of(files.get("prices", "topic"))).allTopicNames().get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of("kafka: " + e.getCause().getMessage());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<String> atRedis(Files files) {
        String answer = redis.runAs(files.get("cache", "username"), files.get("cache", "password"), "GET", files.get("cache", "prefix") + "1");
        return answer.contains("WRONGPASS") || answer.contains("NOAUTH") ? Optional.of("redis: " + answer) : Optional.empty();
    }
}

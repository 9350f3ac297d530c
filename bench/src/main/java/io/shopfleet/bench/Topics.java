package io.shopfleet.bench;

import io.shopfleet.api.v1alpha1.ShopTopic;
import io.shopfleet.testkit.ApiServer;
import io.shopfleet.testkit.backend.KafkaServer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Topics of one real Kafka: by the operator, and by a bare client in batches of 100, in turn. */
final class Topics {
    private static final int BATCH = 100;
    private static final KafkaServer KAFKA = KafkaServer.shared();

    private Topics() {
    }

    static void measure(ApiServer server, String system) {
        var results = new Results("topics");
        var outside = new Outside<>(server, system, server.admin(), results, ShopTopic.class, "kafka", Bench.size(), """
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopTopic
                metadata: {name: topic-%d, namespace: %s}
                spec: {environment: topics, partitions: 1, replicas: 1}
                """);
        outside.provide("topics", "kafka: {external: {bootstrapServers: [\"%s\"], credentialsSecret: kafka, tls: None}}"
                .formatted(KAFKA.bootstrap()), KafkaServer.ADMIN, KAFKA.password());
        outside.compare(prefix -> bare(prefix, results));
    }

    private static Duration bare(String prefix, Results results) {
        Results.say("%d topics by the bare client", Bench.size());
        try (Admin admin = KAFKA.admin()) {
            Instant begun = Instant.now();
            for (int from = 0; from < Bench.size(); from += BATCH) {
                admin.createTopics(IntStream.range(from, Math.min(from + BATCH, Bench.size()))
                        .mapToObj(n -> new NewTopic(prefix + "." + n, 1, (short) 1)).toList()).all().get();
            }
            return Duration.between(begun, Instant.now());
        } catch (ExecutionException e) {
            throw new IllegalStateException("the bare client could not make its topics", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

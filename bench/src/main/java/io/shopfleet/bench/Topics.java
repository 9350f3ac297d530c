package io.shopfleet.bench;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopTopic;
import io.shopfleet.testkit.ApiServer;
import io.shopfleet.testkit.AuditLog;
import io.shopfleet.testkit.backend.KafkaServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Topics of one real Kafka: made by the operator from ShopTopics that are there when it starts, and by a bare client in
 * batches of 100, in turn; then left alone, and the operator restarted.
 */
final class Topics {
    private static final int BATCH = 100;
    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY).withFieldManager("team").withForce(true).build();

    private final ApiServer server;
    private final String system;
    private final KafkaServer kafka = KafkaServer.shared();
    private final Results results = new Results("topics");
    private final KubernetesClient client;

    private Topics(ApiServer server, String system) {
        this.server = server;
        this.system = system;
        this.client = server.admin();
    }

    static void measure(ApiServer server, String system) {
        var topics = new Topics(server, system);
        topics.results.count("topics", Bench.size());
        topics.provide();
        var bare = new ArrayList<Duration>();
        var operator = new ArrayList<Duration>();
        topics.bare("warm-up");
        bare.add(topics.bare("first"));
        operator.add(topics.operator("one"));
        operator.add(topics.operator("two"));
        bare.add(topics.bare("second"));
        topics.results.ratio("wall", sum(operator) / sum(bare));
    }

    private static double sum(List<Duration> rounds) {
        return rounds.stream().mapToDouble(Results::seconds).sum();
    }

    private void provide() {
        client.resource(new SecretBuilder().withNewMetadata().withName("kafka").withNamespace(system).endMetadata()
                .withStringData(Map.of("username", KafkaServer.ADMIN, "password", kafka.password())).build()).serverSideApply();
        client.resource(client.getKubernetesSerialization().unmarshal("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopEnvironment
                metadata: {name: topics}
                spec:
                  allowedNamespaces: {selector: {}}
                  kafka: {external: {bootstrapServers: ["%s"], credentialsSecret: kafka, tls: None}}
                """.formatted(kafka.bootstrap()), ShopEnvironment.class)).patch(APPLY);
    }

    private Duration bare(String prefix) {
        Results.say("%d topics by the bare client", Bench.size());
        try (Admin admin = kafka.admin()) {
            Instant begun = Instant.now();
            for (int from = 0; from < Bench.size(); from += BATCH) {
                admin.createTopics(IntStream.range(from, Math.min(from + BATCH, Bench.size()))
                        .mapToObj(n -> new NewTopic(prefix + "." + n, 1, (short) 1)).toList()).all().get();
            }
            Duration wall = Duration.between(begun, Instant.now());
            results.seconds("bare." + prefix + ".wall", wall);
            return wall;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the bare client could not make its topics", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Duration operator(String round) {
        Results.say("%d topics by the operator", Bench.size());
        String namespace = server.newNamespace("topics", Map.of());
        IntStream.range(0, Bench.size()).forEach(n -> client.resource(topic(namespace, n)).patch(APPLY));
        AuditLog.Mark mark = server.audit().mark();
        Duration wall;
        try (var operator = Operator.start(server, system, "")) {
            operator.awaitQuiet(() -> ready(namespace) == Bench.size());
            List<AuditLog.Entry> writes = operator.writes(mark);
            wall = Duration.between(
                    writes.stream().map(AuditLog.Entry::received).min(Instant::compareTo).orElseThrow(),
                    writes.stream().map(AuditLog.Entry::answered).max(Instant::compareTo).orElseThrow());
            results.seconds("operator." + round + ".wall", wall);
            results.seconds("operator." + round + ".cpu", operator.process.cpu());
            results.count("operator." + round + ".writes", writes.size());
            results.count("operator." + round + ".kafka.calls", calls(operator));
            leaveAlone(operator, round);
            operator.stop();
        }
        restart(round);
        clear(namespace);
        return wall;
    }

    private void leaveAlone(Operator operator, String round) {
        Duration time = Duration.ofSeconds(Integer.getInteger("bench.idle", 60));
        AuditLog.Mark mark = server.audit().mark();
        Duration cpu = operator.process.cpu();
        long outside = changes(operator);
        Pause.of(time);
        results.count("idle." + round + ".writes", operator.writes(mark).size());
        results.count("idle." + round + ".kafka.changes", changes(operator) - outside);
        results.percent("idle." + round + ".cpu",
                100 * Results.seconds(operator.process.cpu().minus(cpu)) / Results.seconds(time));
    }

    private void restart(String round) {
        AuditLog.Mark mark = server.audit().mark();
        try (var operator = Operator.start(server, system, "")) {
            operator.process.awaitReady();
            operator.awaitQuiet(() -> operator.passes("shoptopic") >= Bench.size());
            results.count("restart." + round + ".writes", operator.writes(mark).size());
            results.count("restart." + round + ".kafka.changes", changes(operator));
            results.mebibytes("restart." + round + ".memory", operator.process.memory());
            operator.stop();
        }
    }

    /** Without the operator nobody takes finalizers away. */
    private void clear(String namespace) {
        client.resources(ShopTopic.class).inNamespace(namespace).list().getItems().forEach(topic -> client.resource(topic)
                .edit(found -> {
                    found.setMetadata(new ObjectMetaBuilder(found.getMetadata()).withFinalizers().build());
                    return found;
                }));
        client.resources(ShopTopic.class).inNamespace(namespace).delete();
        client.namespaces().withName(namespace).delete();
    }

    private long ready(String namespace) {
        return client.resources(ShopTopic.class).inNamespace(namespace).list().getItems().stream()
                .filter(topic -> topic.getStatus() != null && topic.getStatus().conditions().stream().anyMatch(
                        condition -> condition.getType().equals("Synced") && condition.getStatus().equals("True")))
                .count();
    }

    private static long calls(Operator operator) {
        return operator.sum("shopfleet_backend_calls_seconds_count{");
    }

    private static long changes(Operator operator) {
        return operator.sum("shopfleet_backend_writes_total{");
    }

    private ShopTopic topic(String namespace, int n) {
        return client.getKubernetesSerialization().unmarshal("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopTopic
                metadata: {name: topic-%d, namespace: %s}
                spec: {environment: topics, partitions: 1, replicas: 1}
                """.formatted(n, namespace), ShopTopic.class);
    }
}

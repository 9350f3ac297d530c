package io.shopfleet.bench;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.shopfleet.api.v1alpha1.ExternalStatus;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.testkit.ApiServer;
import io.shopfleet.testkit.AuditLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Things of one kind on one real server, made by the operator from resources that are there when it starts, and without it, in
 * turn. In between the operator is left alone, and restarted.
 *
 * @param results of this measurement
 * @param backend as the operator's metrics call the server
 * @param yaml of one resource, with {@code %d} for its number and {@code %s} for its namespace
 */
record Outside<T extends CustomResource<?, ExternalStatus>>(
        ApiServer server, String system, KubernetesClient client, Results results, Class<T> kind, String backend, int count, String yaml) {
    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY).withFieldManager("team").withForce(true).build();

    /** An environment that knows the server by a Secret of the operator's namespace; both are named after what the server is. */
    void provide(String environment, String provider, String user, String password) {
        client.resource(new SecretBuilder().withNewMetadata().withName(backend).withNamespace(system).endMetadata()
                .withStringData(Map.of("username", user, "password", password)).build()).serverSideApply();
        client.resource(client.getKubernetesSerialization().unmarshal("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopEnvironment
                metadata: {name: %s}
                spec:
                  allowedNamespaces: {selector: {}}
                  %s
                """.formatted(environment, provider), ShopEnvironment.class)).patch(APPLY);
    }

    /** @param bare makes as many things, under this prefix, without the operator */
    void compare(Function<String, Duration> bare) {
        results.count("things", count);
        timed("warm-up", bare);
        Duration first = timed("first", bare);
        Duration operator = operator("one").plus(operator("two"));
        results.ratio("wall", Results.seconds(operator) / Results.seconds(first.plus(timed("second", bare))));
    }

    private Duration timed(String prefix, Function<String, Duration> bare) {
        Duration wall = bare.apply(prefix);
        results.seconds("bare." + prefix + ".wall", wall);
        return wall;
    }

    /** From the first write of the operator to its last. */
    private Duration operator(String round) {
        String name = kind.getSimpleName().toLowerCase(Locale.ROOT);
        Results.say("%d of %s by the operator", count, name);
        String namespace = server.newNamespace("bench", Map.of());
        IntStream.range(0, count).forEach(n -> client.resource(
                client.getKubernetesSerialization().unmarshal(yaml.formatted(n, namespace), kind)).patch(APPLY));
        AuditLog.Mark mark = server.audit().mark();
        Duration wall;
        try (var operator = Operator.start(server, system, "")) {
            operator.awaitQuiet(() -> ready(namespace) == count);
            List<AuditLog.Entry> writes = operator.writes(mark);
            wall = Duration.between(
                    writes.stream().map(AuditLog.Entry::received).min(Instant::compareTo).orElseThrow(),
                    writes.stream().map(AuditLog.Entry::answered).max(Instant::compareTo).orElseThrow());
            results.seconds("operator." + round + ".wall", wall);
            results.seconds("operator." + round + ".cpu", operator.process.cpu());
            results.count("operator." + round + ".writes", writes.size());
            results.count("operator." + round + "." + backend + ".calls", operator.sum("shopfleet_backend_calls_seconds_count{"));
            leaveAlone(operator, round);
            operator.stop();
        }
        restart(round, name);
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
        results.count("idle." + round + "." + backend + ".changes", changes(operator) - outside);
        results.percent("idle." + round + ".cpu",
                100 * Results.seconds(operator.process.cpu().minus(cpu)) / Results.seconds(time));
    }

    private void restart(String round, String controller) {
        AuditLog.Mark mark = server.audit().mark();
        try (var operator = Operator.start(server, system, "")) {
            operator.process.awaitReady();
            operator.awaitQuiet(() -> operator.passes(controller) >= count);
            results.count("restart." + round + ".writes", operator.writes(mark).size());
            results.count("restart." + round + "." + backend + ".changes", changes(operator));
            results.mebibytes("restart." + round + ".memory", operator.process.memory());
            operator.stop();
        }
    }

    /** Without the operator nobody takes finalizers away. */
    private void clear(String namespace) {
        client.resources(kind).inNamespace(namespace).list().getItems().forEach(resource -> client.resource(resource).edit(found -> {
            found.setMetadata(new ObjectMetaBuilder(found.getMetadata()).withFinalizers().build());
            return found;
        }));
        client.resources(kind).inNamespace(namespace).delete();
        client.namespaces().withName(namespace).delete();
    }

    private long ready(String namespace) {
        return client.resources(kind).inNamespace(namespace).list().getItems().stream().filter(Outside::isSynced).count();
    }

    private static boolean isSynced(CustomResource<?, ExternalStatus> resource) {
        return resource.getStatus() != null && resource.getStatus().conditions().stream().anyMatch(
                condition -> condition.getType().equals("Synced") && condition.getStatus().equals("True"));
    }

    private static long changes(Operator operator) {
        return operator.sum("shopfleet_backend_writes_total{");
    }
}

package io.shopfleet.bench;

import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.shopfleet.testkit.ApiServer;
import io.shopfleet.testkit.AuditLog;
import io.shopfleet.testkit.PackagedOperator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The operator against a bare client that applies the same objects, in turn, each in a fresh JVM with the same settings, as many
 * services at a time and the same played Deployments. Wall: first write to last, by the server's clock.
 */
final class Converge {
    private static final String BARE = "bare";

    private record Round(long writes, Duration wall, Duration cpu, Map<String, Long> byKind) {
    }

    private final ApiServer server;
    private final String system;
    private final Estate estate;

    private Converge(ApiServer server, String system) {
        this.server = server;
        this.system = system;
        this.estate = new Estate(server, Bench.size());
        estate.applyEnvironment();
    }

    static void measure(ApiServer server, String system) {
        var converge = new Converge(server, system);
        List<String> templates = converge.templates();
        var bare = new ArrayList<Round>();
        var operator = new ArrayList<Round>();
        // There and back again, so that a machine that gets slower or faster meanwhile favours nobody.
        bare.add(converge.bare(templates));
        operator.add(converge.operator());
        operator.add(converge.operator());
        bare.add(converge.bare(templates));
        report(bare, operator);
    }

    private static void report(List<Round> bare, List<Round> operator) {
        var results = new Results("converge");
        results.count("services", Bench.size());
        for (int n = 0; n < bare.size(); n++) {
            round(results, "bare." + (n + 1), bare.get(n));
            round(results, "operator." + (n + 1), operator.get(n));
        }
        operator.getLast().byKind().forEach((kind, writes) -> results.count("operator.writes." + kind, writes));
        results.ratio("writes", (double) operator.getLast().writes() / bare.getLast().writes());
        results.ratio("wall", sum(operator, Round::wall) / sum(bare, Round::wall));
        results.ratio("cpu", sum(operator, Round::cpu) / sum(bare, Round::cpu));
    }

    private static void round(Results results, String name, Round round) {
        results.count(name + ".writes", round.writes());
        results.seconds(name + ".wall", round.wall());
        results.seconds(name + ".cpu", round.cpu());
    }

    private static double sum(List<Round> rounds, Function<Round, Duration> part) {
        return rounds.stream().map(part).mapToDouble(Results::seconds).sum();
    }

    /** From one service that the operator brought up. */
    private List<String> templates() {
        Estate.Name name = estate.names.getFirst();
        try (var operator = Operator.start(server, system, "")) {
            estate.applyService(name, "1.0.0");
            operator.awaitQuiet(() -> Estate.ready(estate.service(name)));
            List<String> templates = Templates.from(server.admin(), name);
            operator.stop();
            Results.say("a service has %d objects", templates.size());
            return templates;
        } finally {
            estate.clear();
        }
    }

    private Round operator() {
        Results.say("converge %d services by the operator", Bench.size());
        estate.applyServices();
        AuditLog.Mark mark = server.audit().mark();
        try (var operator = Operator.start(server, system, "")) {
            operator.awaitQuiet(() -> estate.count(Estate::ready) == Bench.size());
            Duration cpu = operator.process.cpu();
            List<AuditLog.Entry> writes = operator.writes(mark);
            operator.stop();
            return round(writes, cpu);
        } finally {
            estate.clear();
        }
    }

    private Round bare(List<String> templates) {
        Results.say("converge %d services by the bare client", Bench.size());
        AuditLog.Mark mark = server.audit().mark();
        try {
            Duration cpu = Duration.ofNanos(Long.parseLong(run(templates)));
            List<AuditLog.Entry> writes = server.audit().writesBy("system:serviceaccount:" + system + ":" + BARE, mark);
            return round(writes, cpu);
        } finally {
            estate.clear();
        }
    }

    private String run(List<String> templates) {
        allowEverything();
        try {
            Path objects = Files.createTempFile("bench-objects", "");
            Path names = Files.createTempFile("bench-names", "");
            Files.write(objects, templates);
            Files.write(names, estate.names.stream().map(name -> name.namespace() + " " + name.name()).toList());
            String answer = answer(objects, names);
            Files.delete(objects);
            Files.delete(names);
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException("the bare client could not be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** With the Java options of the operator. */
    private String answer(Path objects, Path names) throws IOException, InterruptedException {
        var command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xms8m", "-Xmx" + PackagedOperator.HEAP,
                "-cp", System.getProperty("java.class.path"),
                BareClient.class.getName(), objects.toString(), names.toString());
        command.environment().put("KUBECONFIG", server.accountKubeconfig(system, BARE).toString());
        Process process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the bare client failed");
        }
        return answer;
    }

    private void allowEverything() {
        var binding = new ClusterRoleBindingBuilder()
                .withNewMetadata().withName(BARE).endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "cluster-admin")
                .addNewSubject().withKind("ServiceAccount").withName(BARE).withNamespace(system).endSubject()
                .build();
        server.admin().resource(binding).serverSideApply();
    }

    private static Round round(List<AuditLog.Entry> writes, Duration cpu) {
        var first = writes.stream().map(AuditLog.Entry::received).min(Instant::compareTo).orElseThrow();
        var last = writes.stream().map(AuditLog.Entry::answered).max(Instant::compareTo).orElseThrow();
        Map<String, Long> byKind = writes.stream().collect(Collectors.groupingBy(
                write -> write.resource() + (write.subresource().isEmpty() ? "" : "." + write.subresource())
                        + (write.fieldManager().endsWith("-scale") ? ".scale" : ""),
                TreeMap::new, Collectors.counting()));
        return new Round(writes.size(), Duration.between(first, last), cpu, byKind);
    }
}

package io.shopfleet.operator.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.testkit.ApiServer;
import io.shopfleet.testkit.AuditLog.Entry;
import io.shopfleet.testkit.PackagedOperator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged jar as people and containers run it with {@code plan}: the same bytes as in the tests of the command. */
class PlanIT {
    private static final Path CASES = Path.of("src/test/resources/plan");
    private static final String NOWHERE = "/nowhere/kubeconfig";

    @TempDir
    Path folder;

    private record Printed(int exit, String out, String err) {}

    @ParameterizedTest
    @CsvSource({"new-service,0", "three-in-order,0"})
    void withoutAContextItPrintsWhatTheTestsOfTheCommandExpect(String name, int exit) throws Exception {
        Printed printed = plan(NOWHERE, CASES.resolve(name).resolve("in").toString());
        assertThat(printed).isEqualTo(new Printed(exit, Files.readString(CASES.resolve(name).resolve("out.txt")), ""));
    }

    @Test
    void whatIsRefusedEndsWithOneAndAllElseIsPlanned() throws Exception {
        Printed printed = plan(NOWHERE, CASES.resolve("refused").resolve("in").toString(), "--offline");
        assertThat(printed.exit()).isEqualTo(1);
        assertThat(printed.err()).isEmpty();
        assertThat(printed.out()).contains("Refused: fields.yaml, document 2, ShopService shop/orders").contains("shop/fine: ");
    }

    @Test
    void wrongUsageIsSaidOnStandardErrorAlone() throws Exception {
        assertThat(plan(NOWHERE, "no-such-folder")).isEqualTo(new Printed(2, "", "error: there is no folder no-such-folder\n"));
    }

    @Test
    void readsTheClusterOfTheContextAndWritesNothing() throws Exception {
        ApiServer server = ApiServer.shared();
        var mark = server.audit().mark();
        Printed printed = plan(
                server.kubeconfig("plan-packaged", "system:masters").toString(), CASES.resolve("new-service").resolve("in").toString());
        assertThat(printed.err()).isEmpty();
        assertThat(printed.out()).startsWith("Live state: read from context ").contains("shop/catalog: new");
        assertThat(printed.exit()).isZero();
        assertThat(server.audit().requestsBy("plan-packaged", mark)).isNotEmpty().extracting(Entry::verb).containsOnly("get", "list");
    }

    @Test
    void aServerThatDoesNotAnswerIsSaidAndTakenToBeEmpty() throws Exception {
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: dead
                clusters: [{name: dead, cluster: {server: "https://127.0.0.1:1"}}]
                contexts: [{name: dead, context: {cluster: dead, user: nobody}}]
                users: [{name: nobody, user: {}}]
                """);
        Printed printed = plan(kubeconfig.toString(), CASES.resolve("new-service").resolve("in").toString());
        assertThat(printed.err()).isEmpty();
        assertThat(printed.out()).startsWith("Live state: context dead cannot be read: the server does not answer; planned as if")
                .contains("shop/catalog: new");
        assertThat(printed.exit()).isEqualTo(1);
    }

    private Printed plan(String kubeconfig, String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx" + PackagedOperator.HEAP, "--sun-misc-unsafe-memory-access=allow",
                "-jar", Path.of("target/quarkus-app/quarkus-run.jar").toString(), "plan"));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().putAll(Map.of("KUBECONFIG", kubeconfig));
        Process process = builder.start();
        if (!process.waitFor(PackagedOperator.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            String doing = threads(process);
            process.destroyForcibly();
            throw new AssertionError("plan does not end; it said: " + read("out") + read("err") + "\n" + doing);
        }
        return new Printed(process.exitValue(), read("out"), read("err"));
    }

    /** Who waits for what: without it nobody can tell why a process did not end. */
    private static String threads(Process process) throws IOException {
        Process asked = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(process.pid()), "Thread.print").redirectErrorStream(true).start();
        return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve(file), StandardCharsets.UTF_8);
    }
}

package io.shopfleet.orders.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.orders.binding.Binding;
import io.shopfleet.testkit.proxy.TcpProxy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As the image runs it: a process of its own, of which people see the last lines and the exit code. */
class MigrateTest {
    private static final long PATIENCE_SECONDS = 180;

    private final Servers servers = new Servers();

    @TempDir
    Path root;

    private record Ended(int code, String output) {
    }

    private Ended run() throws IOException, InterruptedException {
        Path output = root.resolve("output");
        var builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), Migrate.class.getName());
        builder.environment().put(Binding.ROOT, root.resolve("bindings").toString());
        Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("ends by itself").isTrue();
            return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
        }
    }

    private void bind(Binding binding, String file, String content) throws IOException {
        var files = new HashMap<>(binding.files());
        files.put(file, content);
        Path folder = Files.createDirectories(root.resolve("bindings/db"));
        for (var entry : files.entrySet()) {
            Files.writeString(folder.resolve(entry.getKey()), entry.getValue());
        }
    }

    private void failsWith(String line) throws IOException, InterruptedException {
        Ended ended = run();
        assertThat(ended.output()).matches("The tables could not be migrated: [^\n]+\n").contains(line);
        assertThat(ended.code()).isEqualTo(1);
    }

    @Test
    void makesTheTablesOnce() throws IOException, InterruptedException {
        bind(servers.postgres(), "provider", "test");
        assertThat(run()).isEqualTo(new Ended(0, "1 migrations were made.\n"));
        assertThat(run()).isEqualTo(new Ended(0, "The tables are as they should be.\n"));
    }

    @Test
    void saysThatThereIsNoBinding() throws IOException, InterruptedException {
        failsWith("there is no binding of type postgresql below SERVICE_BINDING_ROOT; bind the database first");
    }

    @Test
    void namesTheFileThatIsMissing() throws IOException, InterruptedException {
        bind(new Binding(new HashMap<>()), "type", "postgresql");
        failsWith("The binding of type postgresql has no file jdbc-url");
    }

    @Test
    void saysThatTheServerTakesNoSuchLogin() throws IOException, InterruptedException {
        bind(servers.postgres(), "password", "wrong-one");
        Ended ended = run();
        assertThat(ended.output()).isEqualTo("The tables could not be migrated: FATAL: password authentication failed for user \"postgres\"\n");
        assertThat(ended.code()).isEqualTo(1);
    }

    @Test
    void saysThatNobodyListens() throws IOException, InterruptedException {
        try (var proxy = TcpProxy.reserve()) {
            bind(servers.postgres(proxy.port()), "provider", "test");
            failsWith("Connection to 127.0.0.1:%d refused".formatted(proxy.port()));
        }
    }

    @Test
    void givesUpOnAServerThatTakesConnectionsAndKeepsSilent() throws IOException, InterruptedException {
        try (var proxy = TcpProxy.to(servers.postgresPort())) {
            proxy.freeze();
            bind(servers.postgres(proxy.port()), "provider", "test");
            failsWith("timed out");
        }
    }

    @Test
    void namesTheMigrationThatAnotherProgramMadeImpossible() throws IOException, InterruptedException {
        bind(servers.postgres(), "provider", "test");
        run();
        servers.run("update flyway_schema_history set checksum = 1");
        failsWith("Migration checksum mismatch for migration version 1");
    }
}

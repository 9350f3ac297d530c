package io.shopfleet.testkit.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackendCrashTest {

    /** Starts the servers, says so, and waits to be killed. */
    static final class Victim {
        public static void main(String[] arguments) throws Exception {
            PostgresServer.shared();
            RedisServer.shared();
            KafkaServer.shared();
            System.out.println("up");
            Thread.sleep(Duration.ofHours(1));
        }
    }

    @Test
    void aKilledJvmLeavesNoServerBehind() throws Exception {
        Process victim = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Victim.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        List<ProcessHandle> servers;
        try (var output = new BufferedReader(new InputStreamReader(victim.getInputStream()))) {
            assertThat(output.readLine()).isEqualTo("up");
            servers = victim.descendants().toList();
            assertThat(victim.children().map(child -> Path.of(child.info().command().orElse("?")).getFileName().toString()))
                    .hasSize(3).anySatisfy(program -> assertThat(program).isEqualTo("postgres"))
                    .anySatisfy(program -> assertThat(program).startsWith("redis-"))
                    .anySatisfy(program -> assertThat(program).isEqualTo("java"));
        } finally {
            victim.destroyForcibly().waitFor();
        }
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(servers).noneMatch(ProcessHandle::isAlive));
    }
}

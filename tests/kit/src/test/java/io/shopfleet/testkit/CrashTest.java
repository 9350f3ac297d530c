package io.shopfleet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopfleet.testkit.machine.Home;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrashTest {

    /** Starts the server, says where it lives, and waits to be killed. */
    static final class Victim {
        public static void main(String[] arguments) throws Exception {
            ApiServer server = ApiServer.shared();
            System.out.println("up " + server.kubeconfig("somebody").getParent().getParent());
            Thread.sleep(Duration.ofHours(1));
        }
    }

    @Test
    void aKilledJvmLeavesNoServerBehindAndTheNextOneRemovesItsFolder() throws Exception {
        Process victim = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Victim.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        Path folder;
        List<ProcessHandle> servers;
        try (var output = new BufferedReader(new InputStreamReader(victim.getInputStream()))) {
            String line = output.readLine();
            assertThat(line).startsWith("up ");
            folder = Path.of(line.substring("up ".length()));
            servers = victim.descendants().filter(process -> process.info().command().orElse("").matches(".*/(etcd|kube-.*)")).toList();
            assertThat(servers).hasSize(3);
            assertThat(folder).exists();
        } finally {
            victim.destroyForcibly().waitFor();
        }
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(servers).noneMatch(ProcessHandle::isAlive));
        // Or one that has just begun elsewhere on this machine was faster.
        Home.make().remove();
        assertThat(Files.exists(folder)).isFalse();
    }
}

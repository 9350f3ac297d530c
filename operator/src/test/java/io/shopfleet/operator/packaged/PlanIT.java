package io.shopfleet.operator.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged jar as people run it with {@code plan}: the same bytes as in the tests of the command, and nothing else. */
class PlanIT {
    private static final Path CASES = Path.of("src/test/resources/plan");

    @TempDir
    Path folder;

    private record Printed(int exit, String out, String err) {}

    @ParameterizedTest
    @CsvSource({"changed-image,text,out.txt,0", "broken-schema,text,out.txt,1", "unknown-environment,json,out.json,1"})
    void printsWhatTheTestsOfTheCommandExpect(String name, String format, String file, int exit) throws Exception {
        Printed printed = plan(CASES.resolve(name).resolve("in").toString(), "--output", format);
        assertThat(printed.err()).isEmpty();
        assertThat(printed.out()).isEqualTo(Files.readString(CASES.resolve(name).resolve(file)));
        assertThat(printed.exit()).isEqualTo(exit);
    }

    @Test
    void whatCannotBeUsedIsSaidOnStandardErrorAlone() throws Exception {
        Printed printed = plan("no-such-folder");
        assertThat(printed).isEqualTo(new Printed(2, "", "error: there is no folder no-such-folder\n"));
    }

    /** Without any setting that an operator needs, so that a stray look at a cluster would fail. */
    private Printed plan(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "--sun-misc-unsafe-memory-access=allow",
                "-jar", Path.of("target/quarkus-app/quarkus-run.jar").toString(), "plan"));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().put("KUBECONFIG", "/nowhere");
        Process process = builder.start();
        assertThat(process.waitFor(PackagedOperator.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return new Printed(process.exitValue(), read("out"), read("err"));
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve(file), StandardCharsets.UTF_8);
    }
}

package io.shopfleet.operator.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.operator.rehearsal.PlanFolder.Printed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * From a folder to what is printed. With {@code -Dgolden.write} the outputs are written anew instead of compared, to be
 * read in the diff.
 */
@DisplayName("The command plan")
class PlanCommandTest {
    private static final boolean WRITE = System.getProperty("golden.write") != null;

    @TestFactory
    Stream<DynamicTest> printsWhatIsWritten() {
        return each(PlanCommandTest::compare);
    }

    @TestFactory
    Stream<DynamicTest> endsWithTheCodeOfItsTable() {
        return each(folder -> assertThat(folder.run().exit()).isEqualTo(folder.exit()));
    }

    @TestFactory
    Stream<DynamicTest> printsTheSameBytesTwice() {
        return each(folder -> assertThat(folder.outputs()).isEqualTo(folder.outputs()));
    }

    @TestFactory
    Stream<DynamicTest> fitsIntoAHundredColumnsWithoutColour() {
        return each(folder -> assertThat(folder.run().out().lines()).allSatisfy(line ->
                assertThat(line).hasSizeLessThanOrEqualTo(100).doesNotContain("\u001b")));
    }

    @TestFactory
    Stream<DynamicTest> saysNothingOnStandardError() {
        return each(folder -> assertThat(folder.run().err()).isEmpty());
    }

    @Test
    void everyFolderIsACase() throws IOException {
        try (Stream<Path> folders = Files.list(PlanFolder.ROOT)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(PlanFolder.EXITS.keySet());
        }
    }

    @ParameterizedTest
    @CsvSource({"changed-secret,live,first-value", "changed-secret,in,second-value", "refused,in,half-a-secret"})
    void noSecretIsEverPrinted(String name, String part, String value) throws IOException {
        var folder = new PlanFolder(PlanFolder.ROOT.resolve(name));
        try (Stream<Path> files = Files.list(folder.folder().resolve(part))) {
            assertThat(files.map(PlanCommandTest::text)).anyMatch(text -> text.contains(value));
        }
        String printed = folder.run().out() + folder.run("--output", "json").out();
        assertThat(printed).doesNotContain(value);
        assertThat(printed).doesNotContain(Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void offlineTheClusterIsTakenToBeEmptyAndThatIsSaid() {
        Printed printed = new PlanFolder(PlanFolder.ROOT.resolve("changed-image")).run("--offline");
        assertThat(printed.out()).startsWith("Live state: none (--offline): planned as if the cluster were empty\n");
        assertThat(printed.out()).contains("shop/catalog: ").doesNotContain("all restart");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''                     | error: one folder is needed",
        "a b                    | error: one folder is needed",
        "--quiet                | error: one folder is needed",
        "no-such-folder         | error: there is no folder no-such-folder",
        "a --output xml         | error: --output is text or json, not xml",
        "a --namespace          | error: --namespace needs a value"})
    void wordsItDoesNotKnowAreWrongUsage(String words, String message) {
        Printed printed = PlanFolder.run(
                new RehearsedTarget(Path.of("none")), words.isEmpty() ? List.of() : List.of(words.split(" ")));
        assertThat(printed.exit()).isEqualTo(2);
        assertThat(printed.err()).startsWith(message);
        assertThat(printed.out()).isEmpty();
    }

    @Test
    void helpTellsTheExitCodes() {
        Printed printed = PlanFolder.run(new RehearsedTarget(Path.of("none")), List.of("--help"));
        assertThat(printed.exit()).isZero();
        assertThat(printed.out()).contains("Exit code: 0 planned and nothing refused, 1");
    }

    private interface Check {
        void of(PlanFolder folder) throws IOException;
    }

    private static Stream<DynamicTest> each(Check check) {
        return PlanFolder.all().stream().map(folder -> DynamicTest.dynamicTest(folder.name(), () -> check.of(folder)));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void compare(PlanFolder folder) throws IOException {
        Map<String, String> outputs = folder.outputs();
        for (var output : outputs.entrySet()) {
            Path file = folder.folder().resolve(output.getKey());
            if (WRITE) {
                Files.writeString(file, output.getValue());
            }
            assertThat(output.getValue())
                    .as("run once with -Dgolden.write and read what it says")
                    .isEqualTo(Files.readString(file));
        }
        assertThat(folder.files()).containsOnlyOnceElementsOf(outputs.keySet()).isSubsetOf("in", "live", "theirs.yaml", "out.json", "out.txt");
    }
}

package io.shopfleet.operator.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
        return PlanFolder.all().stream().map(folder -> DynamicTest.dynamicTest(folder.name(), () -> compare(folder)));
    }

    @TestFactory
    Stream<DynamicTest> endsWithTheCodeOfItsTable() {
        return PlanFolder.all().stream().map(folder -> DynamicTest.dynamicTest(folder.name(), () ->
                assertThat(run(folder.in().toString())).isEqualTo(folder.exit())));
    }

    @TestFactory
    Stream<DynamicTest> printsTheSameBytesTwice() {
        return PlanFolder.all().stream().map(folder -> DynamicTest.dynamicTest(folder.name(), () ->
                assertThat(folder.outputs()).isEqualTo(folder.outputs())));
    }

    @Test
    void everyFolderIsACase() throws IOException {
        try (Stream<Path> folders = Files.list(PlanFolder.ROOT)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(PlanFolder.EXITS.keySet());
        }
    }

    @Test
    void noSecretIsEverPrinted() {
        var folder = new PlanFolder(PlanFolder.ROOT.resolve("unknown-environment"));
        assertThat(folder.in().resolve("orders.yaml")).content().contains("never-shown");
        assertThat(folder.outputs().values()).noneMatch(output -> output.contains("never-shown"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''                     | error: one folder is needed",
        "a b                    | error: one folder is needed",
        "--quiet                | error: one folder is needed",
        "a --output xml         | error: --output is text or json, not xml",
        "a --namespace          | error: --namespace needs a value"})
    void wordsItDoesNotKnowAreRefused(String words, String message) {
        var err = new ByteArrayOutputStream();
        List<String> arguments = words.isEmpty() ? List.of() : List.of(words.split(" "));
        assertThat(new PlanCommand(stream(new ByteArrayOutputStream()), stream(err)).run(arguments)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith(message);
    }

    @Test
    void helpTellsTheExitCodes() {
        var out = new ByteArrayOutputStream();
        assertThat(new PlanCommand(stream(out), stream(new ByteArrayOutputStream())).run(List.of("--help"))).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Exit code: 0 nothing is wrong, 1");
    }

    private static int run(String folder) {
        PrintStream nowhere = stream(new ByteArrayOutputStream());
        return new PlanCommand(nowhere, nowhere).run(List.of(folder));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static void compare(PlanFolder folder) throws IOException {
        Map<String, String> outputs = folder.outputs();
        if (WRITE) {
            for (String file : folder.files()) {
                Files.delete(folder.folder().resolve(file));
            }
            for (var output : outputs.entrySet()) {
                Files.writeString(folder.folder().resolve(output.getKey()), output.getValue());
            }
        }
        assertThat(folder.files()).as("run once with -Dgolden.write and read what it says").isEqualTo(List.copyOf(outputs.keySet()));
        for (var output : outputs.entrySet()) {
            assertThat(output.getValue()).isEqualTo(Files.readString(folder.folder().resolve(output.getKey())));
        }
    }
}

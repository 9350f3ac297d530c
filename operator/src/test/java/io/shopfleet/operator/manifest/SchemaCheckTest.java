package io.shopfleet.operator.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Held against the examples of the API, whose errors are checked on a real API server. */
@DisplayName("Without a cluster the schema is checked as the API server does")
class SchemaCheckTest {
    private static final Path EXAMPLES = Path.of("../crds/examples");
    /** The first line of an invalid example: {@code # spec.image: Required value}, or a strict decoder's words. */
    private static final Pattern ERROR = Pattern.compile("# (?:.*unknown field \"([^\"]+)\"|([^:]+): (?:Invalid value: )?(.*))");

    @TestFactory
    Stream<DynamicTest> eachInvalidExampleHasAFaultAtTheFieldThatTheServerNames() throws IOException {
        return files("invalid").map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
            Matcher error = ERROR.matcher(Files.readAllLines(file).getFirst());
            assertThat(error.matches()).isTrue();
            String path = error.group(1) == null ? error.group(2) : error.group(1);
            assertThat(faults(file)).extracting(SchemaCheck.Fault::path).containsOnly(path);
        }));
    }

    @TestFactory
    Stream<DynamicTest> aRuleOfTheSchemaSpeaksInItsOwnWords() throws IOException {
        List<DynamicTest> tests = files("invalid")
                .filter(file -> message(file).matches("[a-z].*(must|belong|needs|cannot|may be used).*"))
                .filter(file -> !message(file).contains(" in body "))
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () ->
                        assertThat(faults(file)).extracting(SchemaCheck.Fault::message).containsOnly(message(file))))
                .toList();
        assertThat(tests).hasSizeGreaterThan(20);
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> aValidExampleHasNoFault() throws IOException {
        return files("valid").map(file ->
                DynamicTest.dynamicTest(file.getFileName().toString(), () -> assertThat(faults(file)).isEmpty()));
    }

    private static Stream<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES.resolve(folder))) {
            return files.sorted().toList().stream();
        }
    }

    private static String message(Path file) {
        try {
            Matcher error = ERROR.matcher(Files.readAllLines(file).getFirst());
            return error.matches() && error.group(3) != null ? error.group(3) : "";
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<SchemaCheck.Fault> faults(Path file) {
        ObjectNode object = Yaml.documents(file).getFirst();
        Schema schema = Schema.of(object.path("kind").asText());
        return schema.faults(schema.withDefaults(object));
    }
}

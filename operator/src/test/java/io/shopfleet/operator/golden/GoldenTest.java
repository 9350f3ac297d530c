package io.shopfleet.operator.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * From files to files: what the operator makes of a service and its surroundings. With {@code -Dgolden.write} the outputs
 * are written anew instead of compared, to be read in the diff.
 */
@DisplayName("Golden folders")
class GoldenTest {
    private static final boolean WRITE = System.getProperty("golden.write") != null;

    @TestFactory
    Stream<DynamicTest> whatFollowsIsWhatIsWritten() {
        return Golden.all().stream().map(golden -> DynamicTest.dynamicTest(golden.name(), () -> compare(golden)));
    }

    @TestFactory
    Stream<DynamicTest> noFileIsUnused() {
        return Golden.all().stream().map(golden -> DynamicTest.dynamicTest(golden.name(), () -> {
            var used = new ArrayList<>(golden.inputs());
            used.addAll(golden.outputs().keySet());
            assertThat(used).containsAll(golden.files(""));
            assertThat(golden.files("")).contains("in-service.yaml", "out-decision.yaml");
        }));
    }

    @TestFactory
    Stream<DynamicTest> lookingTwiceGivesTheSameBytes() {
        return Golden.all().stream()
                .map(golden -> DynamicTest.dynamicTest(
                        golden.name(), () -> assertThat(golden.outputs()).isEqualTo(golden.outputs())));
    }

    private static void compare(Golden golden) throws IOException {
        Map<String, String> outputs = golden.outputs();
        if (WRITE) {
            write(golden, outputs);
        }
        for (var output : outputs.entrySet()) {
            Path file = golden.folder().resolve(output.getKey());
            assertThat(file).as("run once with -Dgolden.write and read what it says").exists();
            assertThat(output.getValue()).as(file.toString()).isEqualTo(Files.readString(file));
        }
    }

    private static void write(Golden golden, Map<String, String> outputs) throws IOException {
        List<String> stale = golden.files("out-");
        stale.removeAll(outputs.keySet());
        for (String file : stale) {
            Files.delete(golden.folder().resolve(file));
        }
        for (var output : outputs.entrySet()) {
            Files.writeString(golden.folder().resolve(output.getKey()), output.getValue());
        }
    }
}

package io.shopfleet.crds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import java.util.stream.Stream;

class CommittedFilesTest {
    private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();

    @TestFactory
    Stream<DynamicTest> committedFilesAreWhatTheJavaTypesSay() {
        return GeneratedFiles.all().entrySet().stream()
                .map(file -> DynamicTest.dynamicTest(file.getKey(), () -> compareOrWrite(file)));
    }

    private static void compareOrWrite(Map.Entry<String, String> file) throws IOException {
        Path path = REPOSITORY.resolve(file.getKey());
        if (System.getProperty("crds.write") != null) {
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        String committed = Files.exists(path) ? Files.readString(path) : "";
        assertThat(committed)
                .withFailMessage("%s is not what the Java types say. Write it anew with: %s", file.getKey(), GeneratedFiles.COMMAND)
                .isEqualTo(file.getValue());
    }
}

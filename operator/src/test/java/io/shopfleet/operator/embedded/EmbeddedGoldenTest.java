package io.shopfleet.operator.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.operator.fleet.CanonicalJson;
import io.shopfleet.operator.manifest.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** {@code in.yaml} is an environment, {@code out.yaml} what runs because of it. Written anew with {@code -Dgolden.write}. */
@DisplayName("The objects of servers that the operator runs")
class EmbeddedGoldenTest {
    private static final Path ROOT = Path.of("src/test/resources/embedded");
    private static final boolean WRITE = System.getProperty("golden.write") != null;

    @TestFactory
    Stream<DynamicTest> areWhatIsWritten() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT)) {
            List<Path> all = folders.sorted().toList();
            return all.stream().map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> compare(folder)));
        }
    }

    private static void compare(Path folder) throws IOException {
        Path out = folder.resolve("out.yaml");
        String objects = objects(folder.resolve("in.yaml"));
        if (WRITE) {
            Files.writeString(out, objects);
        }
        assertThat(objects).as(out.toString()).isEqualTo(Files.readString(out));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(out, folder.resolve("in.yaml"));
        }
    }

    private static String objects(Path in) {
        ShopEnvironment environment = Yaml.resource(Yaml.documents(in).getFirst(), ShopEnvironment.class);
        return Wanted.all(environment).stream()
                .flatMap(wanted -> new ServerObjects(wanted).all(new Login(wanted.server().administrator(), "secret")).stream())
                .map(object -> Yaml.text(CanonicalJson.tree(object)))
                .collect(Collectors.joining("---\n"));
    }
}

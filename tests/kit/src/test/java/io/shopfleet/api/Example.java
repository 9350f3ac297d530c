package io.shopfleet.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** One file of crds/examples. The first line of an invalid one is the error it must meet, the second names its valid twin. */
record Example(Path file, List<String> lines, JsonNode object) {
    private static final Path FOLDER = folder();

    static List<Example> all(String kind) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(kind))) {
            List<Example> examples = files.sorted().map(Example::read).toList();
            if (examples.isEmpty()) {
                throw new IllegalStateException("no examples in crds/examples/" + kind);
            }
            return examples;
        } catch (IOException e) {
            throw new IllegalStateException("crds/examples/" + kind + " cannot be read", e);
        }
    }

    static Example read(Path file) {
        try {
            String text = Files.readString(file);
            return new Example(file, text.lines().toList(), Serialization.yamlMapper().readTree(text));
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }

    static Example valid(String name) {
        return read(FOLDER.resolve("valid").resolve(name + ".yaml"));
    }

    String name() {
        return file.getFileName().toString().replace(".yaml", "");
    }

    String error() {
        return comment(0, "# ");
    }

    Example twin() {
        return read(FOLDER.resolve(comment(1, "# like: ")));
    }

    private String comment(int line, String prefix) {
        if (!lines.get(line).startsWith(prefix)) {
            throw new IllegalStateException("line " + (line + 1) + " of " + file + " must begin with '" + prefix + "'");
        }
        return lines.get(line).substring(prefix.length());
    }

    private static Path folder() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("crds/examples"))) {
                return folder.resolve("crds/examples");
            }
        }
        throw new IllegalStateException("crds/examples was not found above " + Path.of("").toAbsolutePath());
    }
}

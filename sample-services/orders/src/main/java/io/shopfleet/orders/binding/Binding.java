package io.shopfleet.orders.binding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one edge to something outside gives the service: a folder with a file for each fact, as servicebinding.io has it. Read
 * once, at the start: other credentials come with other pods.
 */
public record Binding(Map<String, String> files) {
    /** The environment variable that names the folder of all bindings. */
    public static final String ROOT = "SERVICE_BINDING_ROOT";

    /** The folder whose file {@code type} says this, such as {@code postgresql}; without one the service does without. */
    public static Optional<Binding> of(String type) {
        return Optional.ofNullable(System.getenv(ROOT)).map(Path::of).flatMap(root -> of(type, root));
    }

    public static Optional<Binding> of(String type, Path root) {
        if (!Files.isDirectory(root)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, Files::isDirectory)) {
            for (Path folder : folders) {
                Map<String, String> files = read(folder);
                if (type.equals(files.get("type"))) {
                    return Optional.of(new Binding(files));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The bindings below %s cannot be read; check %s".formatted(root, ROOT), e);
        }
    }

    /** The kubelet keeps the files behind links, in folders whose names begin with two dots. */
    private static Map<String, String> read(Path folder) throws IOException {
        var files = new TreeMap<String, String>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, Files::isRegularFile)) {
            for (Path file : found) {
                files.put(file.getFileName().toString(), Files.readString(file).strip());
            }
        }
        return files;
    }

    public String get(String file) {
        return find(file).orElseThrow(() -> new IllegalStateException("The binding of type %s has no file %s".formatted(files.get("type"), file)));
    }

    public Optional<String> find(String file) {
        return Optional.ofNullable(files.get(file));
    }
}

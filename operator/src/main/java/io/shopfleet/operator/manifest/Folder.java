package io.shopfleet.operator.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The documents in a folder of YAML and JSON files. One that cannot be read is a finding, and the others count nevertheless.
 *
 * @param documents in the order of files and of what stands in them
 */
public record Folder(List<Document> documents, List<Finding> findings) {

    /** Reads every file below a folder, but none in hidden folders. */
    public static Folder read(Path root) throws IOException {
        var folder = new Folder(new ArrayList<>(), new ArrayList<>());
        for (Path file : files(root)) {
            folder.add(root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
        }
        return folder;
    }

    /** How many documents there are of each kind. */
    public SortedMap<String, Integer> kinds() {
        var kinds = new TreeMap<String, Integer>();
        documents.forEach(document -> kinds.merge(document.kind(), 1, Integer::sum));
        return kinds;
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*[.](ya?ml|json)"))
                    .filter(file -> Stream.of(root.relativize(file).toString().split("/")).noneMatch(part -> part.startsWith(".")))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Each document is parsed by itself, so that a broken one takes none of its neighbours away. */
    private void add(String file, byte[] bytes) {
        int number = 0;
        int line = 0;
        for (String text : split(new String(bytes, StandardCharsets.UTF_8))) {
            try {
                JsonNode tree = Yaml.document(text);
                if (!tree.isMissingNode() && !tree.isNull()) {
                    add(file, ++number, tree);
                }
            } catch (JsonProcessingException e) {
                findings.add(broken(file, ++number, line, text, e));
            }
            line += (int) text.chars().filter(character -> character == '\n').count();
        }
    }

    /** A line that begins with three hyphens ends a document wherever it stands, even in the middle of a text. */
    private static List<String> split(String text) {
        return List.of(text.split("(?m)(?=^---(?:\\s|$))"));
    }

    /** What kubectl get prints is one list. */
    private void add(String file, int number, JsonNode tree) {
        if (!(tree instanceof ObjectNode object)) {
            findings.add(new Finding(file, number, "", "", "is no object", "write apiVersion, kind and metadata"));
        } else if (object.path("kind").asText().equals("List") && object.path("items").isArray()) {
            object.path("items").forEach(item -> add(file, number, item));
        } else {
            documents.add(new Document(file, number, object));
        }
    }

    /** The parser would show the text around, too, which may hold a secret. */
    private static Finding broken(String file, int number, int line, String text, JsonProcessingException e) {
        String said = e.getOriginalMessage().lines().findFirst().orElse("cannot be read");
        String twice = text.contains("Secret") ? "a field stands twice" : said.replaceFirst("^D", "d");
        String message = said.startsWith("Duplicate field") ? twice : "is no YAML";
        int at = line + (e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr()));
        String cure = text.contains("{{")
                ? "this is a template: plan what it renders, such as the output of helm template"
                : "mend line " + at;
        return new Finding(file, number, "", "", message + " at line " + at, cure);
    }
}

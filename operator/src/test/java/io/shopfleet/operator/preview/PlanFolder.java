package io.shopfleet.operator.preview;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One folder: {@code in} is planned for, and {@code out.txt}, {@code out.json} or {@code err.txt} is what is printed. */
public record PlanFolder(Path folder) {
    public static final Path ROOT = Path.of("src/test/resources/plan");

    /** Every case and the exit code it must have. */
    static final Map<String, Integer> EXITS = new TreeMap<>(Map.ofEntries(
            Map.entry("new-service", 0),
            Map.entry("three-in-order", 0),
            Map.entry("nothing-to-do", 0),
            Map.entry("changed-image", 0),
            Map.entry("changed-config-and-replicas", 0),
            Map.entry("changed-environment", 0),
            Map.entry("missing-provider", 1),
            Map.entry("unknown-environment", 1),
            Map.entry("broken-schema", 1),
            Map.entry("broken-yaml", 2),
            Map.entry("field-twice", 2),
            Map.entry("defined-twice", 2),
            Map.entry("objects-left-out", 2),
            Map.entry("no-folder", 2)));

    public static List<PlanFolder> all() {
        return EXITS.keySet().stream().map(ROOT::resolve).map(PlanFolder::new).toList();
    }

    public String name() {
        return folder.getFileName().toString();
    }

    public int exit() {
        return EXITS.get(name());
    }

    Path in() {
        return folder.resolve("in");
    }

    List<String> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> !file.equals("in"))
                    .sorted()
                    .collect(Collectors.toCollection(ArrayList::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is printed, by file name. */
    SortedMap<String, String> outputs() {
        var outputs = new TreeMap<String, String>();
        for (String format : List.of("text", "json")) {
            var out = new ByteArrayOutputStream();
            var err = new ByteArrayOutputStream();
            new PlanCommand(stream(out), stream(err)).run(List.of(in().toString(), "--output", format));
            put(outputs, format.equals("text") ? "out.txt" : "out.json", out);
            put(outputs, "err.txt", err);
        }
        return outputs;
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static void put(SortedMap<String, String> outputs, String file, ByteArrayOutputStream bytes) {
        if (bytes.size() > 0) {
            outputs.put(file, bytes.toString(StandardCharsets.UTF_8));
        }
    }
}

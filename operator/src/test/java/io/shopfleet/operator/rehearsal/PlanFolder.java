package io.shopfleet.operator.rehearsal;

import io.shopfleet.operator.cluster.reading.Target;
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
import java.util.stream.Stream;

/**
 * One folder: the operator has run on {@code live} until nothing was left to do, {@code theirs.yaml} holds what is not its own,
 * {@code in} is planned for, and {@code out.txt} is what is printed.
 */
record PlanFolder(Path folder) {
    static final Path ROOT = Path.of("src/test/resources/plan");

    /** Every case and the exit code it must have. */
    static final Map<String, Integer> EXITS = new TreeMap<>(Map.ofEntries(
            Map.entry("new-service", 0),
            Map.entry("three-in-order", 0),
            Map.entry("nothing-to-do", 0),
            Map.entry("changed-image", 0),
            Map.entry("changed-config-map", 0),
            Map.entry("changed-tables", 0),
            Map.entry("changed-secret", 0),
            Map.entry("changed-in-place", 0),
            Map.entry("changed-environment", 0),
            Map.entry("autoscaled", 0),
            Map.entry("paused", 0),
            Map.entry("frozen", 0),
            Map.entry("taken-over", 0),
            Map.entry("not-owned", 1),
            Map.entry("waits-with-values", 0),
            Map.entry("dependant-waits", 0),
            Map.entry("missing-provider", 0),
            Map.entry("missing-secret", 1),
            Map.entry("refused", 1),
            Map.entry("unknown-environment", 1),
            Map.entry("no-service", 0)));

    static List<PlanFolder> all() {
        return EXITS.keySet().stream().map(ROOT::resolve).map(PlanFolder::new).toList();
    }

    String name() {
        return folder.getFileName().toString();
    }

    int exit() {
        return EXITS.get(name());
    }

    Path in() {
        return folder.resolve("in");
    }

    Target target() {
        return new RehearsedTarget(folder.resolve("live"), folder.resolve("theirs.yaml"));
    }

    List<String> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is printed, by file name: the same for programs where the folder asks for it. */
    SortedMap<String, String> outputs() {
        var outputs = new TreeMap<String, String>();
        outputs.put("out.txt", run().out());
        if (Files.exists(folder.resolve("out.json"))) {
            outputs.put("out.json", run("--output", "json").out());
        }
        return outputs;
    }

    record Printed(int exit, String out, String err) {}

    Printed run(String... words) {
        return run(target(), Stream.concat(Stream.of(in().toString()), Stream.of(words)).toList());
    }

    static Printed run(Target target, List<String> words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int exit = new PlanCommand(stream(out), stream(err), target).run(new ArrayList<>(words));
        return new Printed(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}

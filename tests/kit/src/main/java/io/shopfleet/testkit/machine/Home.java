package io.shopfleet.testkit.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The temporary folder of one test server. Its name holds the process that made it, so what a crash left can be told. */
public record Home(Path folder) {
    private static final String PREFIX = "shopfleet-testkit-";

    public static Home make() {
        try {
            Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
            abandoned(temporary).forEach(folder -> new Home(folder).remove());
            Path folder = Files.createTempDirectory(temporary, PREFIX + ProcessHandle.current().pid() + "-");
            Files.createDirectories(folder.resolve("log"));
            return new Home(folder);
        } catch (IOException e) {
            throw new IllegalStateException("no temporary folder could be made", e);
        }
    }

    /** Lets every account pass through the folder, though not look around: some servers run as another user. */
    public Home passable() {
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
            return this;
        } catch (IOException e) {
            throw new IllegalStateException("the rights of " + folder + " could not be widened", e);
        }
    }

    public void remove() {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (NoSuchFileException | UncheckedIOException goneMeanwhile) {
            // Another process removes it too.
        } catch (IOException e) {
            System.err.println(folder + " could not be removed: " + e.getMessage());
        }
    }

    private static List<Path> abandoned(Path temporary) throws IOException {
        try (Stream<Path> entries = Files.list(temporary)) {
            return entries.filter(entry -> entry.getFileName().toString().matches(PREFIX + "[0-9]+-[0-9]+"))
                    .filter(entry -> ProcessHandle.of(owner(entry)).isEmpty()).toList();
        }
    }

    private static long owner(Path folder) {
        return Long.parseLong(folder.getFileName().toString().substring(PREFIX.length()).split("-")[0]);
    }
}

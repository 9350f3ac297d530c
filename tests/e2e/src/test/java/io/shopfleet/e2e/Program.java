package io.shopfleet.e2e;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A program of the machine, called as a person would call it. */
final class Program {
    private Program() {
    }

    /** What it printed on standard output. A program that fails fails the test, with what it said. */
    static String run(List<String> command, String input) {
        try {
            Path errors = Files.createTempFile("shopfleet-e2e-", ".err");
            try {
                Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
                // Small inputs only: they fit into the pipe before anything is read.
                try (OutputStream in = process.getOutputStream()) {
                    in.write(input.getBytes(StandardCharsets.UTF_8));
                }
                String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (process.waitFor() != 0) {
                    throw new AssertionError(String.join(" ", command) + " failed:\n" + Files.readString(errors) + text);
                }
                return text;
            } finally {
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new IllegalStateException(command.getFirst() + " could not be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + command.getFirst() + " was running", e);
        }
    }
}

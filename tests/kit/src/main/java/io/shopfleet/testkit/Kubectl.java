package io.shopfleet.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The real kubectl as a user would call it. */
public final class Kubectl {
    private final Path program;
    private final Path kubeconfig;

    Kubectl(Path program, Path kubeconfig) {
        this.program = program;
        this.kubeconfig = kubeconfig;
    }

    /** What it printed, errors included, and how it ended. */
    public record Answer(int exitCode, String text) {
    }

    public Answer run(String... arguments) {
        var command = new ProcessBuilder(program.toString());
        command.command().addAll(List.of(arguments));
        command.environment().put("KUBECONFIG", kubeconfig.toString());
        command.redirectErrorStream(true);
        try {
            Process process = command.start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(process.waitFor(), text);
        } catch (IOException e) {
            throw new IllegalStateException("kubectl could not be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while kubectl was running", e);
        }
    }
}

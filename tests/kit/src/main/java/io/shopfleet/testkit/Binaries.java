package io.shopfleet.testkit;

import io.shopfleet.testkit.machine.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folder with the programs of Kubernetes: as told by SHOPFLEET_BIN or shopfleet.bin, else what local/cluster builds. */
final class Binaries {
    private static final List<String> NEEDED = List.of("etcd", "kube-apiserver", "kube-controller-manager", "kubectl");

    private Binaries() {
    }

    static Path folder() {
        String told = System.getProperty("shopfleet.bin", System.getenv("SHOPFLEET_BIN"));
        Path folder = told == null || told.isBlank() ? build() : Path.of(told);
        for (String program : NEEDED) {
            if (!Files.isExecutable(folder.resolve(program))) {
                throw new IllegalStateException("no program " + program + " in " + folder
                        + "; run local/cluster binaries and set SHOPFLEET_BIN to the folder it prints");
            }
        }
        return folder;
    }

    private static Path build() {
        Path script = Checkout.file("local/cluster",
                "set SHOPFLEET_BIN to the folder with kube-apiserver, etcd and kube-controller-manager");
        try {
            Process run = new ProcessBuilder(script.toString(), "binaries").redirectError(ProcessBuilder.Redirect.INHERIT).start();
            String answer = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (run.waitFor() != 0 || answer.isEmpty()) {
                throw new IllegalStateException(script + " binaries failed; run it by hand to see why");
            }
            return Path.of(answer.lines().toList().getLast());
        } catch (IOException e) {
            throw new IllegalStateException(script + " could not be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + script + " was building", e);
        }
    }
}

package io.shopfleet.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A program that runs beside the tests. It is killed when this JVM ends, however it ends. */
final class Daemon {
    /**
     * The kernel kills a program when the thread that started it ends, so one thread starts all and never ends. It is what
     * keeps a crashed or killed JVM from leaving servers behind.
     */
    private static final ExecutorService STARTER = Executors.newSingleThreadExecutor(
            task -> Thread.ofPlatform().name("testkit-daemons").daemon().unstarted(task));

    private final String name;
    private final List<String> command;
    private final Path log;
    private volatile Process process;

    Daemon(String name, List<String> command, Path log) {
        this.name = name;
        this.command = command;
        this.log = log;
    }

    void start() {
        var builder = new ProcessBuilder("setpriv", "--pdeathsig=KILL", "--");
        builder.command().addAll(command);
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            process = STARTER.submit(builder::start).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(name + " could not be started", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting " + name, e);
        }
    }

    void kill() {
        if (process == null) {
            return;
        }
        process.destroyForcibly().onExit().join();
        process = null;
    }

    /** Freezes the program where it is (SIGSTOP) or lets it go on (SIGCONT). */
    void signal(String signal) {
        try {
            if (new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).inheritIO().start().waitFor() != 0) {
                throw new IllegalStateException(name + " did not take the signal " + signal);
            }
        } catch (IOException e) {
            throw new IllegalStateException("kill could not be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while signalling " + name, e);
        }
    }

    void assertAlive() {
        if (process == null || !process.isAlive()) {
            throw new IllegalStateException(name + " has ended; its last lines:\n" + lastLines());
        }
    }

    String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }
}

package io.shopfleet.testkit.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A program that runs beside the tests. It is killed when this JVM ends, however it ends. */
public final class Daemon {
    /**
     * The kernel kills a program when the thread that started it ends, so one thread starts all and never ends. It is what
     * keeps a crashed or killed JVM from leaving servers behind.
     */
    private static final ExecutorService STARTER = Executors.newSingleThreadExecutor(
            task -> Thread.ofPlatform().name("testkit-daemons").daemon().unstarted(task));

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String name;
    private final List<String> command;
    private final Path log;
    private volatile Process process;

    public Daemon(String name, List<String> command, Path log) {
        this.name = name;
        this.command = command;
        this.log = log;
    }

    public void start() {
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

    /** Runs a program to its end; one that fails is a failure. */
    public static void run(String name, List<String> command, Path log) {
        var once = new Daemon(name, command, log);
        once.start();
        int code = once.process.onExit().join().exitValue();
        if (code != 0) {
            throw new IllegalStateException(name + " ended with " + code + "; its last lines:\n" + once.lastLines());
        }
    }

    /** Asks the program to end with this signal and waits until it has. One that is frozen is thawed first. */
    public void end(String signal) {
        if (process == null) {
            return;
        }
        if (process.isAlive()) {
            thaw();
            signal(signal);
        }
        try {
            process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException(name + " does not end; its last lines:\n" + lastLines(), e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while ending " + name, e);
        }
        process = null;
    }

    public void kill() {
        if (process == null) {
            return;
        }
        process.destroyForcibly().onExit().join();
        process = null;
    }

    /** Freezes the program with all that it has started: it keeps its connections and answers nothing. */
    public void freeze() {
        // The parent first, so that it starts nothing more.
        signal("STOP");
        running().descendants().forEach(child -> send("STOP", child));
    }

    public void thaw() {
        running().descendants().forEach(child -> send("CONT", child));
        signal("CONT");
    }

    /** Sends a signal to the program alone. */
    public void signal(String signal) {
        send(signal, running().toHandle());
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException(name + " is not running");
        }
        return process;
    }

    private void send(String signal, ProcessHandle receiver) {
        try {
            var kill = new ProcessBuilder("kill", "-" + signal, Long.toString(receiver.pid())).redirectErrorStream(true).start();
            if (kill.waitFor() != 0 && receiver.isAlive()) {
                throw new IllegalStateException(name + " did not take the signal " + signal);
            }
        } catch (IOException e) {
            throw new IllegalStateException("kill could not be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while signalling " + name, e);
        }
    }

    public void assertAlive() {
        if (process == null || !process.isAlive()) {
            throw new IllegalStateException(name + " has ended; its last lines:\n" + lastLines());
        }
    }

    public String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }
}

package io.shopfleet.testkit;

import static org.awaitility.Awaitility.await;

import io.shopfleet.testkit.machine.Checkout;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** The packaged jar as a process of its own: one replica, acting as the user of its name with the rights of the chart. */
public final class PackagedOperator implements AutoCloseable {
    public static final Duration PATIENCE = Duration.ofMinutes(3);

    /** What the chart gives for heap. */
    public static final String HEAP = System.getProperty("shopfleet.heap", "153m");

    private static final String JAR = "operator/target/quarkus-app/quarkus-run.jar";
    private static final Pattern LISTENING = Pattern.compile("Listening on: http://127\\.0\\.0\\.1:(\\d+)");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    /** The kernel kills a program when the thread that started it ends, so one thread starts all and never ends. */
    private static final ExecutorService STARTER = Executors.newSingleThreadExecutor(
            task -> Thread.ofPlatform().name("operator-starter").daemon().unstarted(task));

    public final String user;
    private final Process process;
    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();

    private PackagedOperator(String user, String namespace, Path kubeconfig, Map<String, String> settings) {
        this.user = user;
        // As the image and the chart have it: 30 % of 512 MiB for the heap, which begins small, as in a container.
        var command = new ProcessBuilder(
                "setpriv", "--pdeathsig=KILL", "--",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xms8m", "-Xmx" + HEAP,
                "-XX:+ExitOnOutOfMemoryError",
                "-jar", Checkout.file(JAR, "package the module operator first").toString());
        command.environment().putAll(Map.of(
                "KUBECONFIG", kubeconfig.toString(),
                "SHOPFLEET_NAMESPACE", namespace,
                "POD_NAME", user,
                "POD_UID", "uid-of-" + user,
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "QUARKUS_HTTP_PORT", "0"));
        command.environment().putAll(settings);
        process = started(command);
        collect(process.getInputStream(), out);
        collect(process.getErrorStream(), err);
    }

    /** Starts a replica; several may start at the same time. */
    public static PackagedOperator start(ApiServer server, String namespace, String user) {
        return start(namespace, user, server.kubeconfig(user, Chart.GROUP), Map.of());
    }

    public static PackagedOperator start(String namespace, String user, Path kubeconfig, Map<String, String> settings) {
        return new PackagedOperator(user, namespace, kubeconfig, settings);
    }

    public PackagedOperator awaitReady() {
        await(user + " to be ready").atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(25)).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException(user + " ended with " + process.exitValue() + ":\n"
                        + String.join("\n", out) + String.join("\n", err));
            }
            return listens() && get("/q/health/ready").statusCode() == 200;
        });
        return this;
    }

    /** As it signs the lease. */
    public String identity() {
        return user + "_uid-of-" + user;
    }

    private boolean listens() {
        return out.stream().anyMatch(line -> LISTENING.matcher(line).find());
    }

    /** Lines of standard output so far. */
    public List<String> lines() {
        return List.copyOf(out);
    }

    /** Lines of standard error so far. */
    public List<String> errors() {
        return List.copyOf(err);
    }

    public HttpResponse<String> get(String path) {
        int port = out.stream()
                .map(LISTENING::matcher)
                .filter(matcher -> matcher.find())
                .map(matcher -> Integer.parseInt(matcher.group(1)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(user + " does not listen yet"));
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .timeout(Duration.ofSeconds(20))
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(user + " does not answer " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** TERM asks it to stop, KILL ends it at once, STOP freezes it and CONT lets it go on. */
    public void signal(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new IllegalStateException("kill could not be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits for the end of the process; a process that hangs is a failure. */
    public int exitCode() {
        try {
            return process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS).exitValue();
        } catch (TimeoutException e) {
            throw new AssertionError(user + " still runs; its last line: " + out.getLast(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Resident memory in MiB. */
    public long memory() {
        try {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .sum();
        } catch (IOException e) {
            throw new IllegalStateException(user + " has ended", e);
        }
    }

    /** Processor time since the start, of user and kernel. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow(() -> new IllegalStateException(user + " has ended"));
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private static Process started(ProcessBuilder command) {
        try {
            return STARTER.submit(command::start).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the operator could not be started", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void collect(InputStream stream, List<String> lines) {
        Thread.ofVirtual().start(() -> {
            try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                reader.lines().forEach(lines::add);
            } catch (IOException | UncheckedIOException ended) {
                // The pipe breaks when the process is killed: there is nothing more to read.
            }
        });
    }
}

package io.shopfleet.testkit.backend;

import io.shopfleet.testkit.machine.Daemon;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A real Redis on the loopback address, from Debian's package redis-server. Only the user {@value #ADMIN} may do anything until
 * a test makes others; the user "default" is off. It is killed when this JVM ends.
 */
public final class RedisServer implements AutoCloseable {
    public static final String ADMIN = "admin";

    private static RedisServer shared;

    private final Place place = new Place("redis");
    private final Optional<Place.Pki> pki;
    private final Daemon daemon;

    private RedisServer(boolean tls, boolean userFile, List<String> settings) {
        pki = tls ? Optional.of(place.pki()) : Optional.empty();
        var lines = new ArrayList<>(List.of("bind " + Place.HOST, "dir " + place.folder("data"), "save \"\"", "appendonly yes",
                "appendfsync no", tls ? "port 0" : "port " + port()));
        List<String> users = List.of("user default off", "user " + ADMIN + " on >" + place.password + " ~* &* +@all");
        lines.addAll(userFile ? List.of("aclfile " + place.write("data/users.acl", String.join("\n", users) + "\n")) : users);
        pki.ifPresent(files -> lines.addAll(List.of("tls-port " + port(), "tls-auth-clients no", "tls-cert-file " + files.certificate(),
                "tls-key-file " + files.key(), "tls-ca-cert-file " + files.authority())));
        lines.addAll(settings);
        Path configuration = place.write("redis.conf", String.join("\n", lines) + "\n");
        daemon = new Daemon("redis-server", List.of(program("redis-server"), configuration.toString()), place.log);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "redis-end"));
    }

    /** The server of this JVM, started by the first who asks. Do not close, stop or freeze it. */
    public static synchronized RedisServer shared() {
        if (shared == null) {
            shared = launch();
        }
        return shared;
    }

    /** A server of one's own, with these lines of redis.conf after the usual ones. "appendonly no" lets a stop lose the data. */
    public static RedisServer launch(String... settings) {
        return new RedisServer(false, false, List.of(settings)).start();
    }

    /** The same, and it takes only connections with TLS. */
    public static RedisServer launchWithTls(String... settings) {
        return new RedisServer(true, false, List.of(settings)).start();
    }

    /** The same, and it keeps users in a file, where they outlive a stop once they are saved. */
    public static RedisServer launchWithUserFile(String... settings) {
        return new RedisServer(false, true, List.of(settings)).start();
    }

    /**
     * Starts it on the same data and the same port, and returns when it answers. Users that were made at run time and not saved
     * are gone.
     */
    public RedisServer start() {
        place.start(daemon, () -> run("PING").equals("PONG"));
        return this;
    }

    /** Ends it at once, as a crash would. Its data stay. */
    public void stop() {
        daemon.end("KILL");
    }

    /** Freezes it: connections stay, new ones are taken by the kernel, and nothing is answered until it is thawed. */
    public void freeze() {
        daemon.freeze();
    }

    public void thaw() {
        daemon.thaw();
    }

    public String host() {
        return Place.HOST;
    }

    public int port() {
        return place.port;
    }

    /** The password of {@value #ADMIN}. */
    public String password() {
        return place.password;
    }

    /** The certificate of the authority that signed the server's. Only with TLS. */
    public Path authority() {
        return pki.map(Place.Pki::authority).orElseThrow(() -> new IllegalStateException("this server has no TLS"));
    }

    /** Runs one command as administrator. The answer as redis-cli prints it for programs: a line per value, errors as text. */
    public String run(String... command) {
        return runAs(ADMIN, place.password, command);
    }

    /** The same as anybody. A refused login is an answer too: it begins with "AUTH failed: WRONGPASS". */
    public String runAs(String user, String password, String... command) {
        var arguments = new ArrayList<>(List.of(program("redis-cli"), "-h", host(), "-p", Integer.toString(port()), "--user", user,
                "--no-auth-warning"));
        pki.ifPresent(files -> arguments.addAll(List.of("--tls", "--cacert", files.authority().toString())));
        arguments.addAll(List.of(command));
        var builder = new ProcessBuilder(arguments).redirectErrorStream(true);
        // Not on the command line, which every user of the machine can read.
        builder.environment().put("REDISCLI_AUTH", password);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new IllegalStateException("redis-cli could not be run", e);
        }
    }

    /** What the server has written so far. */
    public String log() {
        return place.text();
    }

    /** Ends it and removes its data. */
    @Override
    public void close() {
        daemon.end("KILL");
        place.home.remove();
    }

    private static String program(String name) {
        return Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, name)).filter(Files::isExecutable).findFirst()
                .map(Path::toString)
                .orElseThrow(() -> new IllegalStateException("there is no " + name + "; install the Debian package redis-server"));
    }
}

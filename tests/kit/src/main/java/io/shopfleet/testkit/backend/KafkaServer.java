package io.shopfleet.testkit.backend;

import io.shopfleet.testkit.machine.Checkout;
import io.shopfleet.testkit.machine.Daemon;
import io.shopfleet.testkit.machine.Ports;
import io.shopfleet.testkit.proxy.TcpProxy;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/**
 * A real Kafka on the loopback address, one node, from the module local/kafka. Logins are by SCRAM-SHA-512; only the user
 * {@value #ADMIN} may do anything until a test allows more; topics are not made by themselves. It is killed when this JVM ends.
 */
public final class KafkaServer implements AutoCloseable {
    public static final String ADMIN = "admin";

    private static KafkaServer shared;

    private final Place place = new Place("kafka");
    private final Optional<Place.Pki> pki;
    private final Daemon daemon;
    private int behind;

    private KafkaServer(boolean tls, Optional<TcpProxy> proxy, List<String> more) {
        pki = tls ? Optional.of(place.pki()) : Optional.empty();
        var settings = new KafkaSettings(place.home.folder().resolve("data"), ADMIN, place.password)
                .listener("CONTROLLER", Ports.free(), OptionalInt.empty(), "SASL_PLAINTEXT")
                .listener("CLIENT", place.port, OptionalInt.of(place.port), protocol());
        proxy.ifPresent(before -> {
            behind = Ports.free();
            settings.listener("PROXIED", behind, OptionalInt.of(before.port()), protocol());
            before.target(behind);
        });
        pki.map(this::keyStore).ifPresent(file ->
                settings.put(Map.of("ssl.keystore.type", "PEM", "ssl.keystore.location", file.toString())));
        settings.put(trust());
        Path properties = place.write("server.properties", settings.text(more));
        daemon = new Daemon("kafka", command(properties), place.log);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "kafka-end"));
    }

    /** The server of this JVM, started by the first who asks. Do not close, stop or freeze it. */
    public static synchronized KafkaServer shared() {
        if (shared == null) {
            shared = launch();
        }
        return shared;
    }

    /** A server of one's own, with these properties (name=value) after the usual ones. */
    public static KafkaServer launch(String... settings) {
        return new KafkaServer(false, Optional.empty(), List.of(settings)).start();
    }

    /** The same, and clients speak TLS with it. */
    public static KafkaServer launchWithTls(String... settings) {
        return new KafkaServer(true, Optional.empty(), List.of(settings)).start();
    }

    /**
     * The same, and it can also be reached through this proxy: who comes to the proxy's port is told to stay with it. The server's
     * own address leads past the proxy, so that a test sees the server while others do not.
     */
    public static KafkaServer launchBehind(TcpProxy proxy, String... settings) {
        return new KafkaServer(false, Optional.of(proxy), List.of(settings)).start();
    }

    /** Has the proxy that it was launched behind lead to it again, after that has led to another one. */
    public void takeOver(TcpProxy proxy) {
        proxy.target(behind);
    }

    /** Starts it on the same data and the same port, and returns when it answers. */
    public KafkaServer start() {
        place.start(daemon, this::answers);
        return this;
    }

    /** Ends it in good order, which takes two seconds. Its data stay. */
    public void stop() {
        daemon.end("TERM");
    }

    /** Ends it at once, as a crash would. Its next start takes ten seconds: the node takes itself for one that still runs. */
    public void kill() {
        daemon.end("KILL");
    }

    /** Freezes it: connections stay, new ones are taken by the kernel, and nothing is answered until it is thawed. */
    public void freeze() {
        daemon.freeze();
    }

    public void thaw() {
        daemon.thaw();
    }

    public int port() {
        return place.port;
    }

    /** Host and port, past any proxy. */
    public String bootstrap() {
        return Place.HOST + ":" + place.port;
    }

    /** The password of {@value #ADMIN}. */
    public String password() {
        return place.password;
    }

    /** The certificate of the authority that signed the server's. Only with TLS. */
    public Path authority() {
        return pki.map(Place.Pki::authority).orElseThrow(() -> new IllegalStateException("this server has no TLS"));
    }

    /** Settings for a client that acts as this user; a test may add to them. */
    public Map<String, Object> client(String user, String password) {
        var settings = new HashMap<String, Object>(trust());
        settings.putAll(Map.of("bootstrap.servers", bootstrap(), "sasl.mechanism", "SCRAM-SHA-512", "security.protocol", protocol(),
                "sasl.jaas.config", KafkaSettings.login(user, password)));
        return settings;
    }

    /** A client that may do everything. The caller closes it. */
    public Admin admin() {
        return Admin.create(client(ADMIN, place.password));
    }

    /** What the server has written so far: warnings, errors, and whom it denied what. */
    public String log() {
        return place.text();
    }

    /** Ends it and removes its data. */
    @Override
    public void close() {
        daemon.end("KILL");
        place.home.remove();
    }

    /** Little memory, and the client compiler only: it starts in half the time. */
    private List<String> command(Path properties) {
        Path target = Checkout.file("local/kafka/target/lib", "build the module: mvn -pl local/kafka -am test-compile").getParent();
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-Xms64m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.log.kafka.authorizer.logger=info",
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                "-cp", target.resolve("classes") + ":" + target.resolve("lib") + "/*", "io.shopfleet.local.kafka.Node",
                properties.toString(), "--add-scram", "SCRAM-SHA-512=[name=" + ADMIN + ",password=" + place.password + "]");
    }

    private Path keyStore(Place.Pki files) {
        try {
            return place.write("pki/server.pem", Files.readString(files.certificate()) + Files.readString(files.key()));
        } catch (IOException e) {
            throw new IllegalStateException("the server's key could not be read", e);
        }
    }

    private String protocol() {
        return pki.isPresent() ? "SASL_SSL" : "SASL_PLAINTEXT";
    }

    private Map<String, String> trust() {
        return pki.map(files -> Map.of("ssl.truststore.type", "PEM", "ssl.truststore.location", files.authority().toString()))
                .orElse(Map.of());
    }

    /** The client complains aloud while nobody listens, so it is asked only then. */
    private boolean answers() {
        try (var probe = new Socket(Place.HOST, place.port); Admin admin = admin()) {
            return !admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).isEmpty();
        } catch (IOException | ExecutionException | TimeoutException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Kafka was starting", e);
        }
    }
}

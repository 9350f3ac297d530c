package io.shopfleet.testkit.backend;

import io.shopfleet.testkit.machine.Account;
import io.shopfleet.testkit.machine.Certificates;
import io.shopfleet.testkit.machine.Daemon;
import io.shopfleet.testkit.machine.Home;
import io.shopfleet.testkit.machine.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/** What each server of this package has of its own: a folder, a port, a log, the administrator's password. */
final class Place {
    static final String HOST = "127.0.0.1";
    private static final Duration LIMIT = Duration.ofMinutes(2);

    final String name;
    final Home home = Home.make().passable();
    final int port = Ports.free();
    final String password = UUID.randomUUID().toString();
    final Path log;

    Place(String name) {
        this.name = name;
        log = home.folder().resolve("log/" + name + ".log");
    }

    /** Certificates for a server, and the authority that a client has to trust. */
    record Pki(Path certificate, Path key, Path authority) {
    }

    Pki pki() {
        var certificates = new Certificates();
        return new Pki(Account.own(write("pki/server.crt", certificates.serverCertificate())),
                Account.own(write("pki/server.key", certificates.key())),
                write("pki/ca.crt", certificates.authorityCertificate()));
    }

    Path write(String file, String content) {
        return Certificates.write(home.folder().resolve(file), content);
    }

    Path folder(String path) {
        try {
            return Files.createDirectory(home.folder().resolve(path));
        } catch (IOException e) {
            throw new IllegalStateException(path + " could not be made", e);
        }
    }

    void start(Daemon daemon, BooleanSupplier ready) {
        daemon.start();
        Awaitility.await(name + " to be ready").atMost(LIMIT).pollInterval(20, TimeUnit.MILLISECONDS).pollDelay(Duration.ZERO)
                .until(() -> {
                    daemon.assertAlive();
                    return ready.getAsBoolean();
                });
    }

    /** What the server has written so far. */
    String text() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new IllegalStateException(log + " could not be read", e);
        }
    }
}

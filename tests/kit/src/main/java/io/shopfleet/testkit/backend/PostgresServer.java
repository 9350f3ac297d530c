package io.shopfleet.testkit.backend;

import io.shopfleet.testkit.machine.Account;
import io.shopfleet.testkit.machine.Daemon;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A real PostgreSQL on the loopback address. Every login needs its password (SCRAM); the log holds every statement.
 * It is killed when this JVM ends.
 */
public final class PostgresServer implements AutoCloseable {
    public static final String SUPERUSER = "postgres";

    /** Little memory, and no waiting for the disk: what is written outlives the server, though not the machine. */
    private static final List<String> SETTINGS = List.of("listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off",
            "synchronous_commit=off", "full_page_writes=off", "shared_buffers=16MB", "max_connections=50", "io_method=sync", "jit=off",
            "log_statement=all", "log_connections=all", "log_line_prefix=%m [%p] %u@%d ", "password_encryption=scram-sha-256");

    private static PostgresServer shared;

    private final Place place = new Place("postgres");
    private final Optional<Place.Pki> pki;
    private final Daemon daemon;

    private PostgresServer(boolean tls, List<String> settings) {
        Path bin = PostgresBinaries.folder().resolve("bin");
        Path data = Account.own(place.folder("data"));
        Path passwordFile = Account.own(place.write("password", place.password));
        Daemon.run("initdb", Account.unprivileged(List.of(bin.resolve("initdb").toString(), "-D", data.toString(), "-U", SUPERUSER,
                "--pwfile=" + passwordFile, "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8", "--no-sync", "--no-instructions")), place.log);
        Account.own(place.write("data/pg_hba.conf", (tls ? "hostssl" : "host") + " all all 127.0.0.1/32 scram-sha-256\n"));
        var command = new ArrayList<>(List.of(bin.resolve("postgres").toString(), "-D", data.toString(),
                "-p", Integer.toString(port())));
        SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
        pki = tls ? Optional.of(place.pki()) : Optional.empty();
        pki.ifPresent(files -> command.addAll(List.of("-c", "ssl=on", "-c", "ssl_cert_file=" + files.certificate(),
                "-c", "ssl_key_file=" + files.key())));
        settings.forEach(setting -> command.addAll(List.of("-c", setting)));
        daemon = new Daemon("postgres", Account.unprivileged(command), place.log);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "postgres-end"));
    }

    /** The server of this JVM, started by the first who asks. Do not close, stop or freeze it. */
    public static synchronized PostgresServer shared() {
        if (shared == null) {
            shared = launch();
        }
        return shared;
    }

    /** A server of one's own, with these settings (name=value) over the usual ones. */
    public static PostgresServer launch(String... settings) {
        return new PostgresServer(false, List.of(settings)).start();
    }

    /** The same, and it takes only connections with TLS. */
    public static PostgresServer launchWithTls(String... settings) {
        return new PostgresServer(true, List.of(settings)).start();
    }

    /** Starts it on the same data and the same port, and returns when it takes logins. */
    public PostgresServer start() {
        place.start(daemon, this::takesLogins);
        return this;
    }

    /** Ends it at once, as a crash would. Its data stay. */
    public void stop() {
        daemon.end("QUIT");
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

    /** The password of {@value #SUPERUSER}. */
    public String password() {
        return place.password;
    }

    /** The address of a database for JDBC; with TLS it checks the server's certificate. */
    public String url(String database) {
        String url = "jdbc:postgresql://" + host() + ":" + port() + "/" + database;
        return pki.map(files -> url + "?sslmode=verify-full&sslrootcert=" + files.authority()).orElse(url);
    }

    /** The certificate of the authority that signed the server's. Only with TLS. */
    public Path authority() {
        return pki.map(Place.Pki::authority).orElseThrow(() -> new IllegalStateException("this server has no TLS"));
    }

    /** A login of anybody. The caller closes it. */
    public Connection connect(String database, String user, String password) throws SQLException {
        return DriverManager.getConnection(url(database), user, password);
    }

    /** Runs statements as superuser in the database postgres. */
    public String run(String sql) {
        return run("postgres", sql);
    }

    /** Runs statements as superuser. The answer of the last query, as psql -At prints it: a line per row, columns parted by |. */
    public String run(String database, String sql) {
        try (Connection connection = connect(database, SUPERUSER, place.password); Statement statement = connection.createStatement()) {
            String answer = "";
            for (boolean query = statement.execute(sql); query || statement.getUpdateCount() != -1; query = statement.getMoreResults()) {
                answer = query ? text(statement.getResultSet()) : answer;
            }
            return answer;
        } catch (SQLException e) {
            throw new IllegalStateException("could not run: " + sql, e);
        }
    }

    /** What the server has written so far: every statement, login and error. */
    public String log() {
        return place.text();
    }

    /** Ends it and removes its data. */
    @Override
    public void close() {
        daemon.end("QUIT");
        place.home.remove();
    }

    private boolean takesLogins() {
        try (Connection connection = connect("postgres", SUPERUSER, place.password)) {
            return connection.isValid(0);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private static String text(ResultSet rows) throws SQLException {
        var lines = new ArrayList<String>();
        while (rows.next()) {
            var columns = new ArrayList<String>();
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                columns.add(Optional.ofNullable(rows.getString(column)).orElse(""));
            }
            lines.add(String.join("|", columns));
        }
        return String.join("\n", lines);
    }
}

package io.shopfleet.operator.backend.sql;

import io.shopfleet.api.v1alpha1.TlsMode;
import io.shopfleet.operator.backend.Account;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** A server, as sessions are opened there. */
record SqlServer(Account account) {

    /** Every server has it, and nobody but the operator need use it. */
    static final String COMMON = "postgres";

    /** How long a call may take on the wire. The server itself gives up earlier. */
    static final Duration CALL = Duration.ofSeconds(30);

    /**
     * What each session begins with. It is part of the greeting, so it wins over whatever somebody has set for the database, for the
     * role or for both; a session of the operator can neither be slowed nor led into what others have planted.
     */
    private static final String SETTINGS = List.of(
                    "search_path=pg_catalog,pg_temp", "role=none", "statement_timeout=15s", "lock_timeout=5s",
                    "idle_in_transaction_session_timeout=1min", "idle_session_timeout=0", "transaction_timeout=0",
                    "default_transaction_read_only=off", "default_transaction_isolation=read\\ committed",
                    "default_transaction_deferrable=off", "standard_conforming_strings=on", "default_tablespace=",
                    "client_min_messages=error", "createrole_self_grant=")
            .stream().map(setting -> "-c " + setting).collect(Collectors.joining(" "));

    private static final Driver DRIVER = new Driver();

    /** A session of the operator. */
    Connection open(String database) throws SQLException {
        return open(database, account.username(), account.password());
    }

    /** A session of anybody. The names of databases and users are no part of an address that could mean something else. */
    Connection open(String database, String login, String secret) throws SQLException {
        var properties = new Properties();
        PGProperty.USER.set(properties, login);
        PGProperty.PASSWORD.set(properties, secret);
        PGProperty.OPTIONS.set(properties, SETTINGS);
        PGProperty.APPLICATION_NAME.set(properties, "shopfleet");
        PGProperty.CONNECT_TIMEOUT.set(properties, 5);
        PGProperty.LOGIN_TIMEOUT.set(properties, 5);
        PGProperty.SOCKET_TIMEOUT.set(properties, Math.toIntExact(CALL.toSeconds()));
        PGProperty.PREFER_QUERY_MODE.set(properties, "extended");
        boolean encrypted = account.tls() != TlsMode.None;
        PGProperty.SSL_MODE.set(properties, encrypted ? "verify-full" : "disable");
        if (encrypted) {
            PGProperty.SSL_FACTORY.set(properties, Trust.class.getName());
            PGProperty.SSL_FACTORY_ARG.set(properties, account.authority().orElse(""));
        }
        String url = "jdbc:postgresql://" + account.addresses().getFirst() + "/" + URLEncoder.encode(database, StandardCharsets.UTF_8);
        return DRIVER.connect(url, properties);
    }
}

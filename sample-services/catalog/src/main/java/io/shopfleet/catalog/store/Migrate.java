package io.shopfleet.catalog.store;

import io.shopfleet.catalog.binding.Binding;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;

/**
 * Brings the tables to what this version of the service needs, and ends: 0 when they are there, 1 when that failed. The image runs
 * it before any pod of the new version starts.
 */
public final class Migrate {
    /** Silent, and held here since loggers are forgotten: what it says of each attempt would bury the one line that counts. */
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");
    private static final int MORE_TRIES = 3;
    private static final String SECONDS_TO_LOG_IN = "5";

    private Migrate() {
    }

    public static void main(String... arguments) {
        FLYWAY.setLevel(Level.OFF);
        try {
            Binding binding = Binding.of("postgresql").orElseThrow(() -> new IllegalStateException(
                    "there is no binding of type postgresql below SERVICE_BINDING_ROOT; bind the database first"));
            int made = migrate(binding);
            System.out.println(made == 0 ? "The tables are as they should be." : made + " migrations were made.");
        } catch (RuntimeException e) {
            System.err.println("The tables could not be migrated: " + inOneLine(e));
            // Not exit: it has a logger say one more thing, and the one line would not be the last.
            Runtime.getRuntime().halt(1);
        }
    }

    /** How many steps it took. */
    public static int migrate(Binding binding) {
        return Flyway.configure()
                .dataSource(binding.get("jdbc-url"), binding.get("username"), binding.get("password"))
                // A server that takes connections and keeps silent would be waited for without end. Statements may take their time.
                .jdbcProperties(Map.of("loginTimeout", SECONDS_TO_LOG_IN, "tcpKeepAlive", "true"))
                .connectRetries(MORE_TRIES)
                .load().migrate().migrationsExecuted;
    }

    /** What the driver says, or else the first cause: Flyway draws a table around both. */
    private static String inOneLine(Throwable failure) {
        Throwable telling = failure;
        while (telling.getCause() != null && !(telling instanceof SQLException)) {
            telling = telling.getCause();
        }
        return Optional.ofNullable(telling.getMessage()).orElse(telling.toString()).strip().replaceAll("\\s*\\R\\s*", " ");
    }
}

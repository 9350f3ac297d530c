package io.shopfleet.catalog.store;

import io.shopfleet.catalog.binding.Binding;
import java.io.UncheckedIOException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings the tables to what this version of the service needs, and ends: 0 when they are there, 1 when that failed. The image runs
 * it before any pod of the new version starts.
 */
public final class Migrate {

    private Migrate() {
    }

    public static void main(String... arguments) {
        try {
            Binding binding = Binding.of("postgresql").orElseThrow(() -> new IllegalStateException(
                    "there is no binding of type postgresql below SERVICE_BINDING_ROOT; bind the database first"));
            int made = migrate(binding);
            System.out.println(made == 0 ? "The tables are as they should be." : made + " migrations were made.");
        } catch (FlywayException | IllegalStateException | UncheckedIOException e) {
            System.err.println("The tables could not be migrated: " + e.getMessage().strip());
            System.exit(1);
        }
    }

    /** How many steps it took. */
    public static int migrate(Binding binding) {
        return Flyway.configure()
                .dataSource(binding.get("jdbc-url"), binding.get("username"), binding.get("password"))
                .connectRetries(5)
                .load().migrate().migrationsExecuted;
    }
}

package io.shopfleet.orders.rest;

import io.shopfleet.orders.store.Database;
import io.shopfleet.orders.store.StoreUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready only with its tables. Once they were there it stays so: a database that is away is told by each answer, not by no pod at all. */
@Readiness
@ApplicationScoped
class StoreIsReady implements HealthCheck {
    private final Optional<Database> database;
    private volatile boolean ready;

    StoreIsReady(Optional<Database> database) {
        this.database = database;
        this.ready = database.isEmpty();
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("store");
        try {
            ready = ready || database.orElseThrow().transaction(connection ->
                    connection.createStatement().execute("select 1 from placed_order limit 0"));
            return response.withData("kind", database.isEmpty() ? "memory" : "postgresql").up().build();
        } catch (StoreUnavailable e) {
            return response.withData("cure", e.isWithoutTables()
                    ? "there are no tables; run the image with the command of its migration, io.shopfleet.orders.store.Migrate"
                    : "the database does not answer; look at its server and at the binding of type postgresql").down().build();
        }
    }
}

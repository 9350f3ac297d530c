package io.shopfleet.orders.store;

import java.sql.SQLException;

/** The database does not answer, or has no tables yet: nobody's mistake who asks. */
public final class StoreUnavailable extends RuntimeException {
    /** PostgreSQL: there is no such table. */
    private static final String UNDEFINED_TABLE = "42P01";

    private final boolean withoutTables;

    StoreUnavailable(SQLException cause) {
        super("the database of orders does not answer as it should", cause);
        this.withoutTables = UNDEFINED_TABLE.equals(cause.getSQLState());
    }

    public boolean isWithoutTables() {
        return withoutTables;
    }
}

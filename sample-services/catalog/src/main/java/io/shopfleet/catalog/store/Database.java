package io.shopfleet.catalog.store;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.shopfleet.catalog.binding.Binding;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/** The service's own PostgreSQL database: a small pool, and connections beside it that are held for long. */
public final class Database implements AutoCloseable {
    private static final int CONNECTIONS = 8;
    /** Longer than a lock is ever held here, shorter than a caller waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Binding binding;
    private final AgroalDataSource pool;

    /** What is done with a connection, all of it or nothing. */
    public interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    public Database(Binding binding) {
        this.binding = binding;
        try {
            this.pool = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(pool -> pool
                    .maxSize(CONNECTIONS)
                    .acquisitionTimeout(PATIENCE)
                    .connectionValidator(connection -> valid(connection))
                    // Without it a connection whose server went away is handed out again and again.
                    .exceptionSorter(new PostgreSQLExceptionSorter())
                    .idleValidationTimeout(Duration.ofSeconds(10))
                    .connectionFactoryConfiguration(factory -> factory
                            .jdbcUrl(binding.get("jdbc-url"))
                            .principal(new NamePrincipal(binding.get("username")))
                            .credential(new SimplePassword(binding.get("password")))
                            .jdbcProperty("connectTimeout", "2")
                            .jdbcProperty("socketTimeout", "10")
                            .jdbcProperty("ApplicationName", "catalog")
                            .autoCommit(false))));
        } catch (SQLException e) {
            throw new IllegalStateException("The pool of connections to PostgreSQL could not be made", e);
        }
    }

    private static boolean valid(Connection connection) {
        try {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    /** One transaction. */
    public <T> T transaction(Work<T> work) {
        try (Connection connection = pool.getConnection()) {
            try {
                T result = work.with(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                undo(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw new StoreUnavailable(e);
        }
    }

    /** What went wrong first is told first. */
    private static void undo(Connection connection, Exception failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** A connection of one's own. The caller closes it. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(binding.get("jdbc-url"), binding.get("username"), binding.get("password"));
    }

    @Override
    public void close() {
        pool.close();
    }
}

package io.shopfleet.operator.backend.sql;

import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.operator.backend.BackendFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The operator's connections to one server, never more than four. Those to the common database are kept for the next call; one
 * to a database of an application is closed at once, since it would keep the database from being dropped.
 */
final class Lines implements AutoCloseable {
    private static final int MOST = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SECONDS_FOR_A_SIGN = 5;

    private final SqlServer server;
    private final Semaphore free = new Semaphore(MOST, true);
    private final Deque<Connection> kept = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    /** What is done with a session. */
    interface Use<T> {
        T with(Session session) throws SQLException;
    }

    Lines(SqlServer server) {
        this.server = server;
    }

    /** In a session of the database that all share. */
    <T> T common(Use<T> use) {
        return limited(() -> {
            Connection line = take();
            T result = used(line, use);
            if (closed) {
                line.close();
            } else {
                kept.push(line);
            }
            return result;
        });
    }

    /** In a session of its own in a database. */
    <T> T in(String database, Use<T> use) {
        return limited(() -> {
            try (Connection line = server.open(database)) {
                return use.with(new Session(line));
            }
        });
    }

    /** One more that may be opened. */
    <T> T limited(Opening<T> opening) {
        try {
            if (!free.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new BackendFailure(Reason.DependencyUnreachable, "all connections to PostgreSQL are busy; it is tried again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackendFailure(Reason.DependencyUnreachable, "the operator is ending", e);
        }
        try {
            return opening.open();
        } catch (SQLException e) {
            throw SqlFailure.of(e);
        } finally {
            free.release();
        }
    }

    /** Something that opens a connection. */
    interface Opening<T> {
        T open() throws SQLException;
    }

    /** The server may have ended what was kept. */
    private Connection take() throws SQLException {
        for (Connection line = kept.poll(); line != null; line = kept.poll()) {
            if (line.isValid(SECONDS_FOR_A_SIGN)) {
                return line;
            }
            line.close();
        }
        return server.open(SqlServer.COMMON);
    }

    /** After a failure nobody knows what a session holds. */
    private static <T> T used(Connection line, Use<T> use) throws SQLException {
        try {
            return use.with(new Session(line));
        } catch (SQLException | RuntimeException e) {
            try {
                line.close();
            } catch (SQLException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Connection line = kept.poll(); line != null; line = kept.poll()) {
            try {
                line.close();
            } catch (SQLException e) {
                // It is gone either way.
            }
        }
    }
}

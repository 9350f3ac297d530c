package io.shopfleet.operator.backend.sql;

import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.operator.backend.BackendFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The operator's connections to one server, never more than four. Those to the common database are kept for the next call; one
 * to a database of an application is closed at once, since it would keep the database from being dropped.
 */
final class Lines implements AutoCloseable {
    private static final int MOST = 4;
    /** One fewer than there may be: with all at work in databases, there would be none to keep. */
    private static final int BUSY = MOST - 1;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SECONDS_FOR_A_SIGN = 5;

    private final SqlServer server;
    private final Semaphore free = new Semaphore(BUSY, true);
    private final Deque<Connection> kept = new ArrayDeque<>();
    private int open;
    private boolean closed;

    /** What is done with a session. */
    interface Use<T> {
        T with(Session session) throws SQLException;
    }

    /** How a connection comes about, or something with one. */
    interface Opening<T> {
        T open() throws SQLException;
    }

    Lines(SqlServer server) {
        this.server = server;
    }

    /** In a session of the database that all share. */
    <T> T common(Use<T> use) {
        return limited(() -> {
            Connection line = take();
            try {
                T result = use.with(new Session(line));
                keep(line);
                return result;
            } catch (SQLException | RuntimeException e) {
                // After a failure nobody knows what a session holds.
                end(line);
                throw e;
            }
        });
    }

    /** In a session of its own in a database. */
    <T> T in(String database, Use<T> use) {
        return limited(() -> fresh(() -> server.open(database), use));
    }

    /** Whether this is the password of the login. The server may still refuse the database, or one more session in it. */
    boolean admits(String database, String login, String password) {
        return limited(() -> {
            try {
                return fresh(() -> server.open(database, login, password), session -> true);
            } catch (SQLException e) {
                String state = String.valueOf(e.getSQLState());
                if (!SqlFailure.BEYOND_THE_PASSWORD.contains(state) && !state.startsWith(SqlFailure.NO_LOGIN)) {
                    throw e;
                }
                return SqlFailure.BEYOND_THE_PASSWORD.contains(state);
            }
        });
    }

    private <T> T limited(Opening<T> work) {
        try {
            if (!free.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new BackendFailure(Reason.DependencyUnreachable, "all connections to PostgreSQL are busy");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackendFailure(Reason.DependencyUnreachable, "the operator stops", e);
        }
        try {
            return work.open();
        } catch (SQLException e) {
            throw SqlFailure.of(e);
        } finally {
            free.release();
        }
    }

    private <T> T fresh(Opening<Connection> opening, Use<T> use) throws SQLException {
        makeRoom();
        Connection line = opened(opening);
        try {
            return use.with(new Session(line));
        } finally {
            end(line);
        }
    }

    private Connection opened(Opening<Connection> opening) throws SQLException {
        try {
            return opening.open();
        } catch (SQLException | RuntimeException e) {
            gone();
            throw e;
        }
    }

    /** The server may have ended what was kept. */
    private Connection take() throws SQLException {
        for (Connection line = poll(); line != null; line = poll()) {
            if (line.isValid(SECONDS_FOR_A_SIGN)) {
                return line;
            }
            end(line);
        }
        makeRoom();
        return opened(() -> server.open(SqlServer.COMMON));
    }

    private synchronized Connection poll() {
        return kept.poll();
    }

    /** Whoever is at work has at most one, so if there are too many one is only kept. */
    private void makeRoom() {
        Connection spare;
        synchronized (this) {
            open++;
            spare = open > MOST ? kept.poll() : null;
        }
        if (spare != null) {
            end(spare);
        }
    }

    private void keep(Connection line) {
        synchronized (this) {
            if (!closed) {
                kept.push(line);
                return;
            }
        }
        end(line);
    }

    private void end(Connection line) {
        gone();
        try {
            line.close();
        } catch (SQLException e) {
            // It is gone either way.
        }
    }

    private synchronized void gone() {
        open--;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        for (Connection line = poll(); line != null; line = poll()) {
            end(line);
        }
    }
}

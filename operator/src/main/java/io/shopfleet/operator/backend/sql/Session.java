package io.shopfleet.operator.backend.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.postgresql.PGConnection;

/** A connection with the few things that are done with one. Values are sent beside the SQL; what has no place there is quoted. */
record Session(Connection connection) {
    /** What may be done again at once, since somebody else was only quicker. */
    private static final Set<String> TRANSIENT = Set.of("XX000", "40001", "40P01");

    private static final int TRIES = 5;
    private static final Duration LONG = Duration.ofMinutes(10);

    /** Makes something of the row that the rows are at. */
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** Something that changes the server. */
    interface Work {
        void run() throws SQLException;
    }

    <T> List<T> rows(String sql, Row<T> row, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int number = 0; number < values.length; number++) {
                statement.setObject(number + 1, values[number] instanceof Collection<?> many
                        ? connection.createArrayOf("text", many.toArray()) : values[number]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                var all = new ArrayList<T>();
                while (rows.next()) {
                    all.add(row.of(rows));
                }
                return all;
            }
        }
    }

    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** All of it or nothing. What failed only because somebody else was at the same thing is done anew. */
    void together(Work work) throws SQLException {
        for (int left = TRIES; !done(work, left == 1); left--) {
            // The server itself makes the one wait that comes second.
        }
    }

    private boolean done(Work work, boolean last) throws SQLException {
        connection.setAutoCommit(false);
        try {
            work.run();
            connection.commit();
        } catch (SQLException e) {
            undo(e);
            if (last || !TRANSIENT.contains(e.getSQLState())) {
                throw e;
            }
            return false;
        }
        connection.setAutoCommit(true);
        return true;
    }

    private void undo(SQLException cause) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /**
     * Beside no other operator that is at the same name, in a session of the same database. Anybody may hold such a lock, so it
     * only spares work that would be done anew, and whoever keeps it for long keeps nothing away. After a failure the session is
     * closed, and with it ends what it held.
     */
    void alone(String name, Work work) throws SQLException {
        boolean locked = locked(name);
        work.run();
        if (locked) {
            rows("select pg_advisory_unlock(hashtextextended(?, 0))", row -> true, name);
        }
    }

    private boolean locked(String name) throws SQLException {
        try {
            rows("select pg_advisory_lock(hashtextextended(?, 0))", row -> true, name);
            return true;
        } catch (SQLException e) {
            if (SqlFailure.LOCKED.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    /** Without the limits of other calls: half done, a drop leaves something that is of no use. */
    void patiently(Work work) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, Math.toIntExact(LONG.toMillis()));
        run("SET statement_timeout = 0");
        work.run();
        run("RESET statement_timeout");
        connection.setNetworkTimeout(Runnable::run, Math.toIntExact(SqlServer.CALL.toMillis()));
    }

    /** A name as SQL takes it, whatever it holds. */
    String name(String name) throws SQLException {
        return connection.unwrap(PGConnection.class).escapeIdentifier(name);
    }

    /** A text as SQL takes it, where no value can be sent beside it. */
    String text(String text) throws SQLException {
        return "'" + connection.unwrap(PGConnection.class).escapeLiteral(text) + "'";
    }
}

package io.shopfleet.operator.backend.sql;

import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.operator.backend.BackendFailure;
import io.shopfleet.operator.backend.Guard;
import io.shopfleet.operator.backend.Journal;
import io.shopfleet.operator.database.DatabaseNames;
import io.shopfleet.operator.database.Seen;
import io.shopfleet.operator.database.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The way to one PostgreSQL. Safe for many threads; calls beyond its few connections wait. */
public final class SqlGateway implements AutoCloseable {
    private static final String SYSTEM = "postgres";
    private static final int OLDEST = 16;

    private final SqlServer server;
    private final Lines lines;
    private final Guard guard;
    private final Journal journal;

    public SqlGateway(SqlServer server, Guard guard, Journal journal) {
        this.server = server;
        this.lines = new Lines(server);
        this.guard = guard;
        this.journal = journal;
    }

    /** What tells this server, and copies of its files, from all others. */
    public String identity() {
        return guard.call("identity", () -> lines.common(session -> {
            int version = session.rows("show server_version_num", row -> row.getInt(1)).getFirst() / 10_000;
            if (version < OLDEST) {
                throw new BackendFailure(Reason.NotSupported, "PostgreSQL " + version + " lets accounts that may create roles become "
                        + "superuser; " + OLDEST + " is the oldest that can be used");
            }
            return session.rows("select system_identifier::text from pg_control_system()", row -> row.getString(1)).getFirst();
        }));
    }

    /** @param logins, extensions those that are wanted; roles that were made for the database are seen without being named */
    public Seen see(DatabaseNames names, Collection<String> logins, Collection<String> extensions) {
        return guard.call("see", () -> {
            Seen seen = lines.common(session -> new ServerLook(session, names).see(logins, extensions));
            boolean open = seen.database().map(Seen.Database::whole).orElse(false);
            return open ? lines.in(names.database(), session -> new InsideLook(session, names).see(seen)) : seen;
        });
    }

    /**
     * Makes the steps in their order. Those of one place that follow each other are made together; if one fails, they and all
     * after them are not made.
     *
     * @param passwords of the logins that steps open
     */
    public void make(DatabaseNames names, List<Step> steps, UnaryOperator<String> passwords) {
        for (List<Step> batch : batches(steps)) {
            guard.call("make", () -> {
                make(names, batch, batch.getFirst().place(), passwords);
                return true;
            });
            batch.forEach(step -> journal.wrote(SYSTEM, step.words()));
        }
    }

    private void make(DatabaseNames names, List<Step> batch, Step.Place place, UnaryOperator<String> passwords) {
        Lines.Use<Boolean> use = session -> {
            var statements = new Statements(session, names, passwords);
            session.alone(names.mark(), () -> {
                if (place == Step.Place.ServerAlone) {
                    statements.make(batch.getFirst());
                } else {
                    session.together(() -> {
                        for (Step step : batch) {
                            statements.make(step);
                        }
                    });
                }
            });
            return true;
        };
        switch (place) {
            case Server, ServerAlone -> lines.common(use);
            case Inside, InsideAlone -> lines.in(names.database(), use);
        }
    }

    private static List<List<Step>> batches(List<Step> steps) {
        var batches = new ArrayList<List<Step>>();
        for (Step step : steps) {
            boolean joins = !batches.isEmpty() && step.place() == batches.getLast().getFirst().place()
                    && (step.place() == Step.Place.Server || step.place() == Step.Place.Inside);
            if (joins) {
                batches.getLast().add(step);
            } else {
                batches.add(new ArrayList<>(List.of(step)));
            }
        }
        return batches;
    }

    /** Whether this is the password of this login. The server may still refuse the database, or one more session. */
    public boolean admits(String database, String login, String password) {
        return guard.call("admits", () -> lines.limited(() -> {
            try (Connection line = server.open(database, login, password)) {
                return true;
            } catch (SQLException e) {
                if (Optional.ofNullable(e.getSQLState()).filter(SqlFailure.BEYOND_THE_PASSWORD::contains).isPresent()) {
                    return true;
                }
                if (String.valueOf(e.getSQLState()).startsWith(SqlFailure.NO_LOGIN)) {
                    return false;
                }
                throw e;
            }
        }));
    }

    /** Ends the connections that are kept. */
    @Override
    public void close() {
        lines.close();
    }
}

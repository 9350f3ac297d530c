package io.shopfleet.operator.backend.sql;

import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.operator.backend.Account;
import io.shopfleet.operator.backend.BackendFailure;
import io.shopfleet.operator.backend.Gateway;
import io.shopfleet.operator.backend.Guard;
import io.shopfleet.operator.backend.Journal;
import io.shopfleet.operator.database.DatabaseChange;
import io.shopfleet.operator.database.rights.DatabaseNames;
import io.shopfleet.operator.database.rights.DatabasePlan;
import io.shopfleet.operator.database.rights.DatabasePlanner;
import io.shopfleet.operator.database.rights.Removal;
import io.shopfleet.operator.database.rights.Seen;
import io.shopfleet.operator.database.rights.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The way to one PostgreSQL. Safe for many threads; calls beyond its few connections wait. */
public final class SqlGateway implements Gateway<Seen>, AutoCloseable {
    private static final String SYSTEM = "postgres";
    private static final int OLDEST = 16;

    private final SqlServer server;
    private final Lines lines;
    private final Guard guard;
    private final Journal journal;

    public SqlGateway(Account account, Guard guard, Journal journal) {
        this.server = new SqlServer(account);
        this.lines = new Lines(server);
        this.guard = guard;
        this.journal = journal;
    }

    /** What tells this server, and copies of its files, from all others. */
    @Override
    public String server() {
        return guard.call("identify", () -> lines.common(session -> {
            int version = session.rows("show server_version_num", row -> row.getInt(1)).getFirst() / 10_000;
            if (version < OLDEST) {
                throw new BackendFailure(Reason.NotSupported, "PostgreSQL " + version + " lets accounts that may create roles become "
                        + "superuser; " + OLDEST + " is the oldest that can be used");
            }
            return session.rows("select system_identifier::text from pg_control_system()", row -> row.getString(1)).getFirst();
        }));
    }

    @Override
    public Optional<Seen> see(String name) {
        Seen seen = all(name);
        if (seen.database().filter(there -> !there.whole()).isPresent()) {
            throw new BackendFailure(Reason.BackendRefused, "dropping the database was broken off; what is left can only be dropped");
        }
        return Optional.of(seen).filter(there -> there.database().isPresent());
    }

    /** Whatever there is of it and of its roles, even where there is no database. */
    public Seen all(String name) {
        return guard.call("see", () -> {
            Seen seen = lines.common(session -> new ServerLook(session, name).see());
            boolean open = seen.database().map(Seen.Database::whole).orElse(false);
            return open ? lines.in(name, session -> new InsideLook(session, name).see(seen)) : seen;
        });
    }

    @Override
    public void perform(io.shopfleet.operator.holding.Step step, UnaryOperator<String> passwords) {
        switch ((DatabaseChange) step) {
            case DatabaseChange.Create(var wanted) ->
                make(
                        wanted.names(), unblocked(new DatabasePlanner().plan(wanted, all(wanted.names().database()))),
                        SqlGateway::none);
            case DatabaseChange.Change(var names, var steps) -> make(names, steps, passwords);
        }
    }

    /** Only where no session is open in it. */
    @Override
    public void destroy(String name, String id) {
        destroy(name, id, false);
    }

    @Override
    public void destroyInUse(String name, String id) {
        destroy(name, id, true);
    }

    private void destroy(String name, String id, boolean force) {
        // The schema is of no importance: it goes with all others.
        var names = new DatabaseNames(name, "app");
        make(names, unblocked(new Removal().plan(names, all(name), id, force)), SqlGateway::none);
    }

    private static List<Step> unblocked(DatabasePlan plan) {
        if (plan.isBlocked()) {
            throw new BackendFailure(Reason.NotOwned, plan.obstacles().getFirst().message());
        }
        return plan.steps();
    }

    private static String none(String login) {
        throw new IllegalStateException("no login is opened here");
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
            // One entry for what is made together: between two of them the process can end, and only there.
            journal.wrote(SYSTEM, batch.stream().map(Step::words).collect(Collectors.joining("; ")));
        }
    }

    private void make(DatabaseNames names, List<Step> batch, Step.Place place, UnaryOperator<String> passwords) {
        Lines.Use<Boolean> use = session -> {
            var statements = new Statements(session, names, passwords);
            session.alone(names.database(), () -> {
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
        return guard.call("admits", () -> lines.admits(database, login, password));
    }

    /** Ends the connections that are kept. */
    @Override
    public void close() {
        lines.close();
    }
}

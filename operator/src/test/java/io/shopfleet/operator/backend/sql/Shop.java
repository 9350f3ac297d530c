package io.shopfleet.operator.backend.sql;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shopfleet.operator.backend.Guard;
import io.shopfleet.operator.database.DatabaseNames;
import io.shopfleet.operator.database.DatabasePlan;
import io.shopfleet.operator.database.DatabasePlanner;
import io.shopfleet.operator.database.Group;
import io.shopfleet.operator.database.Removal;
import io.shopfleet.operator.database.Seen;
import io.shopfleet.operator.database.Step;
import io.shopfleet.operator.database.Wanted;
import io.shopfleet.operator.database.Wanted.Login;
import io.shopfleet.operator.database.Wanted.Terms;
import io.shopfleet.testkit.backend.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** A database of its own for one test, on a real server: orders owns it, stock writes and reports reads. */
final class Shop implements AutoCloseable {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    final PostgresServer server;
    final SqlGateway gateway;
    final List<String> journal = Collections.synchronizedList(new ArrayList<>());
    final DatabaseNames names = new DatabaseNames("shop" + NUMBERS.incrementAndGet(), "app");
    final String orders = names.login("shop", "orders", 'a');
    final String spare = names.login("shop", "orders", 'b');
    final String stock = names.login("shop", "stock", 'a');
    final String reports = names.login("reports", "sums", 'a');

    /** What every one of its logins has in its password; nothing else does. */
    final String canary = "Canary" + names.database();

    Shop(PostgresServer server) {
        this(server, PostgresServer.SUPERUSER, server.password());
    }

    /** Where the operator has this account. */
    Shop(PostgresServer server, String account, String password) {
        this.server = server;
        this.gateway = gateway(
                new SqlServer(server.host(), server.port(), account, password, false, Optional.empty()), journal);
    }

    static SqlGateway gateway(SqlServer address, List<String> journal) {
        return new SqlGateway(
                address, new Guard("postgres", new SimpleMeterRegistry()), (system, words) -> journal.add(words));
    }

    Wanted wanted(Terms terms, Set<String> extensions, Login... logins) {
        return new Wanted(names, new TreeSet<>(extensions), Optional.empty(), List.of(logins), terms);
    }

    Wanted usual() {
        return wanted(
                Terms.FIRST, Set.of(), new Login(orders, Group.owner, true), new Login(spare, Group.owner, false),
                new Login(stock, Group.readwrite, true), new Login(reports, Group.read, true));
    }

    Seen see(Wanted wanted) {
        return gateway.see(
                names, wanted.logins().stream().map(Login::role).toList(), wanted.extensions());
    }

    DatabasePlan plan(Wanted wanted) {
        Seen seen = see(wanted);
        Set<String> lockedOut = wanted.logins().stream()
                .filter(Login::live)
                .map(Login::role)
                .filter(login -> seen.roles().containsKey(login) && !gateway.admits(names.database(), login, password(login)))
                .collect(Collectors.toSet());
        return new DatabasePlanner().plan(wanted, seen, lockedOut);
    }

    /** Plans and makes it, and tells what was done. */
    List<String> make(Wanted wanted) {
        List<Step> steps = plan(wanted).steps();
        gateway.make(names, steps, this::password);
        return steps.stream().map(Step::words).toList();
    }

    DatabasePlan removal(boolean force) {
        return new Removal().plan(names, gateway.see(names, List.of(), List.of()), Optional.empty(), force);
    }

    List<String> remove(boolean force) {
        List<Step> steps = removal(force).steps();
        gateway.make(names, steps, this::password);
        return steps.stream().map(Step::words).toList();
    }

    String password(String login) {
        return canary + "-" + login.hashCode();
    }

    Connection connect(String login) throws SQLException {
        return server.connect(names.database(), login, password(login));
    }

    /** As this login, in a session of its own, one after the other. */
    void as(String login, String... statements) throws SQLException {
        try (Connection connection = connect(login); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The first column of the first row, in a session of its own. */
    String ask(String login, String query) throws SQLException {
        try (Connection connection = connect(login); ResultSet rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** As superuser, in its database. */
    String run(String sql) {
        return server.run(names.database(), sql);
    }

    @Override
    public void close() {
        gateway.close();
    }
}

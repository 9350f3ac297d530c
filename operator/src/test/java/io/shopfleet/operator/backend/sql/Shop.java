package io.shopfleet.operator.backend.sql;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shopfleet.api.v1alpha1.TlsMode;
import io.shopfleet.operator.backend.Account;
import io.shopfleet.operator.backend.Guard;
import io.shopfleet.operator.database.rights.DatabaseNames;
import io.shopfleet.operator.database.rights.DatabasePlan;
import io.shopfleet.operator.database.rights.DatabasePlanner;
import io.shopfleet.operator.database.rights.Group;
import io.shopfleet.operator.database.rights.LoginPlanner;
import io.shopfleet.operator.database.rights.LoginPlanner.Login;
import io.shopfleet.operator.database.rights.Removal;
import io.shopfleet.operator.database.rights.Seen;
import io.shopfleet.operator.database.rights.Step;
import io.shopfleet.operator.database.rights.Wanted;
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
import java.util.stream.Stream;

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
        this(server, server.port(), account, password);
    }

    /** Where the operator goes through a proxy. */
    Shop(PostgresServer server, int port) {
        this(server, port, PostgresServer.SUPERUSER, server.password());
    }

    private Shop(PostgresServer server, int port, String account, String password) {
        this.server = server;
        this.gateway = gateway(
                new Account(List.of(server.host() + ":" + port), TlsMode.None, account, password, Optional.empty()), journal);
    }

    static SqlGateway gateway(Account account, List<String> journal) {
        return new SqlGateway(
                account, new Guard("postgres", new SimpleMeterRegistry()), (system, words) -> journal.add(words));
    }

    Wanted database(String... extensions) {
        return new Wanted(names, new TreeSet<>(List.of(extensions)), Optional.empty());
    }

    List<Login> usual() {
        return List.of(
                new Login(orders, Group.owner, true), new Login(spare, Group.owner, false), new Login(stock, Group.readwrite, true),
                new Login(reports, Group.read, true));
    }

    Seen see() {
        return gateway.all(names.database());
    }

    /** Makes the database what it shall be, then its logins, of which there shall be no others. Tells what was done. */
    List<String> make(Wanted wanted, List<Login> logins) {
        return Stream.concat(
                make(new DatabasePlanner().plan(wanted, see())).stream(), make(plan(logins)).stream()).toList();
    }

    List<String> make(List<Login> logins) {
        return make(database(), logins);
    }

    private DatabasePlan plan(List<Login> logins) {
        Seen seen = see();
        Set<String> lockedOut = logins.stream()
                .filter(Login::live)
                .map(Login::role)
                .filter(login -> seen.roles().containsKey(login) && !gateway.admits(names.database(), login, password(login)))
                .collect(Collectors.toSet());
        var planner = new LoginPlanner();
        Set<String> roles = logins.stream().map(Login::role).collect(Collectors.toSet());
        return planner.plan(names, logins, planner.strays(names, roles, seen), seen, lockedOut);
    }

    private List<String> make(DatabasePlan plan) {
        gateway.make(names, plan.steps(), this::password);
        return plan.steps().stream().map(Step::words).toList();
    }

    List<String> remove(boolean force) {
        Seen seen = see();
        return make(new Removal().plan(names, seen, seen.id(), force));
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

package io.shopfleet.operator.backend.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.operator.backend.BackendFailure;
import io.shopfleet.operator.database.DatabaseChange;
import io.shopfleet.operator.database.rights.Group;
import io.shopfleet.operator.database.rights.Privilege;
import io.shopfleet.operator.database.rights.Step;
import io.shopfleet.testkit.backend.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A server in trouble")
class FaultsTest {
    private static PostgresServer server;

    private Shop shop;

    @BeforeAll
    static void launch() {
        server = PostgresServer.launch("max_connections=60", "superuser_reserved_connections=0", "reserved_connections=0");
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @BeforeEach
    void make() {
        shop = new Shop(server);
        shop.make(shop.usual());
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private static void assertFails(Reason reason, String words, ThrowingCallable call) {
        assertThatThrownBy(call).hasMessageContaining(words)
                .asInstanceOf(type(BackendFailure.class))
                .extracting(BackendFailure::reason).isEqualTo(reason);
    }

    @Test
    void whoseConnectionsAreUsedUpIsAskedAgainLater() throws SQLException {
        shop.gateway.close();
        var open = new ArrayList<Connection>();
        assertThatThrownBy(() -> {
            for (; ; ) {
                open.add(server.connect("postgres", PostgresServer.SUPERUSER, server.password()));
            }
        }).hasMessageContaining("too many clients");
        assertFails(Reason.DependencyUnreachable, "takes no more connections", shop::see);
        for (Connection connection : open) {
            connection.close();
        }
        Awaitility.await().atMost(Duration.ofMinutes(1)).ignoreExceptions()
                .until(() -> shop.make(shop.usual()).isEmpty());
    }

    @Test
    void neverHasMoreThanFourConnectionsOfTheOperator() throws Exception {
        var most = new AtomicInteger();
        try (Connection watch = server.connect("postgres", PostgresServer.SUPERUSER, server.password());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> looks = new ArrayList<>();
            IntStream.range(0, 40).forEach(number -> looks.add(threads.submit(shop::see)));
            while (looks.stream().anyMatch(look -> !look.isDone())) {
                ResultSet rows = watch.createStatement().executeQuery(
                        "select count(*) from pg_stat_activity where application_name = 'shopfleet'");
                rows.next();
                most.accumulateAndGet(rows.getInt(1), Math::max);
            }
            for (Future<?> look : looks) {
                look.get();
            }
        }
        // One that was just closed may still be counted beside the one that took its place.
        assertThat(most).hasValueBetween(2, 8);
    }

    @Test
    void whereManyGrantAtOnceEachGrantIsMade() throws Exception {
        List<String> roles = IntStream.range(0, 20).mapToObj(number -> shop.names.database() + "_x" + number).toList();
        roles.forEach(role -> server.run("create role " + role));
        try (SqlGateway other = new Shop(server).gateway) {
            var tasks = new ArrayList<Callable<Boolean>>();
            roles.forEach(role -> tasks.add(() -> {
                SqlGateway gateway = Integer.parseInt(role.substring(role.lastIndexOf('x') + 1)) % 2 == 0 ? shop.gateway : other;
                gateway.make(shop.names, List.of(
                        new Step.Grant(Privilege.Target.DATABASE, role, new TreeSet<>(Set.of("CONNECT"))),
                        new Step.AddMember(shop.names.group(Group.read), role)), login -> "");
                return true;
            }));
            run(tasks);
        }
        assertThat(server.run("select count(*) from pg_database, aclexplode(datacl) a join pg_roles r on r.oid = a.grantee "
                + "where datname = '" + shop.names.database() + "' and rolname like '%\\_x%'")).isEqualTo("20");
        shop.make(shop.usual());
        roles.forEach(role -> server.run("drop role " + role));
    }

    @Test
    void givesAllThatComeAtOnceTheirDatabases() throws Exception {
        var shops = new ArrayList<Shop>();
        IntStream.range(0, 8).forEach(number -> shops.add(new Shop(server)));
        var tasks = new ArrayList<Callable<Boolean>>();
        for (Shop one : shops) {
            // All through one gateway, as the operator does it.
            tasks.add(() -> {
                shop.gateway.perform(new DatabaseChange.Create(one.database("citext")), login -> one.usual().toString());
                return one.make(one.database("citext"), one.usual()).contains("set the password of role " + one.orders);
            });
        }
        assertThat(run(tasks)).containsOnly(true);
        shops.forEach(one -> {
            one.remove(false);
            one.close();
        });
    }

    @Test
    void dropsNothingThatIsInUse() throws SQLException {
        try (Connection open = shop.connect(shop.orders)) {
            assertFails(Reason.BackendRefused, "sessions are open", () -> shop.remove(false));
            assertThat(open.isValid(5)).isTrue();
            assertThat(shop.remove(true)).contains("dropped database " + shop.names.database());
            assertThat(open.isValid(5)).isFalse();
        }
    }

    @Test
    void dropsNoRoleThatOwnsSomethingElsewhere() {
        server.run("create table elsewhere (); alter table elsewhere owner to " + shop.names.group(Group.owner));
        assertFails(Reason.BackendRefused, "something else belongs to it", () -> shop.remove(false));
        assertThat(server.run("select count(*) from elsewhere")).isEqualTo("0");
        server.run("drop table elsewhere");
        assertThat(shop.remove(false)).contains("dropped role " + shop.names.group(Group.owner));
    }

    @Test
    void waitsForALockOnlyForAWhile() throws SQLException {
        try (Connection holder = server.connect("postgres", PostgresServer.SUPERUSER, server.password())) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("alter role " + shop.orders + " nologin");
            server.run("alter role " + shop.stock + " nologin");
            assertFails(Reason.BackendRefused, "somebody holds a lock", () -> shop.gateway.make(
                    shop.names, List.of(new Step.CloseLogin(shop.orders)), login -> ""));
            try (Shop other = new Shop(server)) {
                assertThat(other.make(other.usual())).isNotEmpty();
                other.remove(false);
            }
            holder.rollback();
        }
        assertThat(shop.make(shop.usual())).containsExactly("set the password of role " + shop.stock);
    }

    /** Sessions that are ended by an administrator, as before every restart of a server. */
    @Test
    void thatEndsTheSessionInTheMiddleOfAChangeIsAskedAgainAndNothingIsHalfDone() throws Exception {
        try (Connection holder = server.connect("postgres", PostgresServer.SUPERUSER, server.password());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("alter role " + shop.stock + " nologin");
            Future<?> change = threads.submit(() -> assertFails(Reason.DependencyUnreachable, "starting or stopping", () -> shop.gateway.make(
                    shop.names, List.of(new Step.CloseLogin(shop.orders), new Step.CloseLogin(shop.stock)), login -> "")));
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> server.run("select count(pg_terminate_backend(pid)) from "
                    + "pg_stat_activity where application_name = 'shopfleet' and wait_event_type = 'Lock'").equals("1"));
            change.get();
            holder.rollback();
        }
        assertThat(server.run("select rolcanlogin from pg_roles where rolname = '" + shop.orders + "'")).isEqualTo("t");
        assertThat(shop.make(shop.usual())).isEmpty();
    }

    private static <T> List<T> run(List<? extends Callable<T>> tasks) throws Exception {
        var results = new ArrayList<T>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
        }
        return results;
    }
}

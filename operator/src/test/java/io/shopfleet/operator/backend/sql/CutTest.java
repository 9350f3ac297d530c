package io.shopfleet.operator.backend.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.operator.backend.BackendFailure;
import io.shopfleet.operator.database.rights.Group;
import io.shopfleet.operator.database.rights.LoginPlanner.Login;
import io.shopfleet.testkit.backend.PostgresServer;
import io.shopfleet.testkit.proxy.TcpProxy;
import io.shopfleet.testkit.proxy.TcpRequest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Calls to PostgreSQL that are cut or held")
class CutTest {
    private static final PostgresServer SERVER = PostgresServer.shared();

    private final TcpProxy proxy = TcpProxy.to(SERVER.port());
    private final Shop shop = new Shop(SERVER, proxy.port());

    @AfterEach
    void end() {
        shop.close();
        proxy.close();
    }

    /** The driver sends the word itself only once on each connection; after that it names what it has prepared. */
    private static boolean asks(TcpRequest sent, String words) {
        return sent.contains(words) || words.equals("COMMIT") && sent.contains("\0S_1\0");
    }

    private static void assertUnreachable(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(
                BackendFailure.class, failure -> assertThat(failure.reason()).isEqualTo(Reason.DependencyUnreachable));
    }

    /** The fourth is in the database, the last opens the logins. */
    @ParameterizedTest
    @CsvSource({
        "CREATE DATABASE, 1, false", "CREATE DATABASE, 1, true", "COMMIT, 1, false", "COMMIT, 1, true", "COMMIT, 2, false",
        "COMMIT, 2, true", "COMMIT, 3, false", "COMMIT, 3, true", "COMMIT, 4, false", "COMMIT, 4, true", "GRANT, 2, true"
    })
    void leaveWhatTheNextLookGoesOnWith(String request, int nth, boolean done) throws SQLException {
        var rule = proxy.when(sent -> asks(sent, request)).nth(nth);
        var cut = done ? rule.cutAfter() : rule.cutBefore();
        assertUnreachable(() -> shop.make(shop.usual()));
        cut.end();
        shop.make(shop.usual());
        assertThat(shop.make(shop.usual())).isEmpty();
        shop.as(shop.orders, "create table orders ()");
        assertThat(SERVER.run("select count(*) from pg_roles where starts_with(rolname, '" + shop.names.database() + "_')"))
                .isEqualTo("7");
    }

    @ParameterizedTest
    @CsvSource({"DROP DATABASE, false", "DROP DATABASE, true", "COMMIT, false", "COMMIT, true"})
    void leaveARemovalThatTheNextTryFinishes(String request, boolean done) {
        shop.make(shop.usual());
        String id = shop.see().id();
        var rule = proxy.when(sent -> asks(sent, request)).first(1);
        var cut = done ? rule.cutAfter() : rule.cutBefore();
        assertUnreachable(() -> shop.gateway.destroy(shop.names.database(), id));
        cut.end();
        shop.gateway.destroy(shop.names.database(), id);
        assertThat(shop.see().database()).isEmpty();
        assertThat(SERVER.run("select count(*) from pg_roles where starts_with(rolname, '" + shop.names.database() + "_')"))
                .isEqualTo("0");
    }

    @Test
    void endInTheirTimeAndLeaveNothingBehind() {
        shop.make(shop.usual());
        proxy.freeze();
        var look = CompletableFuture.runAsync(shop::see);
        assertThat(look).failsWithin(2, TimeUnit.MINUTES).withThrowableThat().withCauseInstanceOf(BackendFailure.class);
        proxy.thaw();
        assertThat(shop.make(shop.usual())).isEmpty();
        shop.gateway.close();
        Awaitility.await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertThat(SERVER.run(
                "select count(*) from pg_stat_activity where datname = '" + shop.names.database() + "'")).isEqualTo("0"));
    }

    /** Whoever logs in all the time never notices that passwords change. */
    @Test
    void doNotHappenToAServiceWhosePasswordChangesTenTimes() throws SQLException {
        shop.make(shop.usual());
        String live = shop.orders;
        String idle = shop.spare;
        for (int turn = 0; turn < 10; turn++) {
            shop.make(List.of(new Login(live, Group.owner, true), new Login(idle, Group.owner, true)));
            assertThat(shop.ask(live, "select current_user")).isEqualTo(shop.names.group(Group.owner));
            assertThat(shop.ask(idle, "select current_user")).isEqualTo(shop.names.group(Group.owner));
            shop.make(List.of(new Login(live, Group.owner, false), new Login(idle, Group.owner, true)));
            assertThat(shop.ask(idle, "select current_schema")).isEqualTo("app");
            String before = live;
            live = idle;
            idle = before;
        }
    }
}

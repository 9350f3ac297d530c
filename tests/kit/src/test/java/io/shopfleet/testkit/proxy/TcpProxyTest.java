package io.shopfleet.testkit.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.shopfleet.testkit.backend.PostgresServer;
import java.io.IOException;
import java.net.ConnectException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {
    private final PostgresServer server = PostgresServer.shared();
    private final TcpProxy proxy = TcpProxy.to(server.port());

    @AfterEach
    void close() {
        proxy.close();
    }

    @Test
    void withoutRulesEverythingPasses() throws Exception {
        try (Connection connection = connect()) {
            assertThat(answer(connection, "SELECT repeat('x', 300000)")).hasSize(300000);
            assertThat(answer(connection, "SELECT length('" + "y".repeat(200000) + "')")).isEqualTo("200000");
        }
    }

    @Test
    void aRequestCutBeforeNeverReachesTheServer() throws Exception {
        var rule = proxy.when(request -> request.contains("CREATE ROLE cut_before")).cutBefore();
        assertThatThrownBy(() -> run("CREATE ROLE cut_before")).isInstanceOf(SQLException.class);
        assertThat(rule.hits()).isEqualTo(1);
        assertThat(server.run("SELECT count(*) FROM pg_roles WHERE rolname = 'cut_before'")).isEqualTo("0");
        rule.end();
        run("CREATE ROLE cut_before");
        assertThat(server.run("SELECT count(*) FROM pg_roles WHERE rolname = 'cut_before'")).isEqualTo("1");
    }

    @Test
    void aRequestCutAfterIsDoneThoughTheClientNeverHearsOfIt() {
        proxy.when(request -> request.contains("CREATE ROLE cut_after")).cutAfter();
        assertThatThrownBy(() -> run("CREATE ROLE cut_after")).isInstanceOf(SQLException.class);
        assertThat(server.run("SELECT count(*) FROM pg_roles WHERE rolname = 'cut_after'")).isEqualTo("1");
    }

    @Test
    void onlyTheNthRequestThatMatchesIsCaught() throws Exception {
        var rule = proxy.when(request -> request.contains("SELECT 'nth'")).nth(2).cutBefore();
        run("SELECT 'nth'");
        assertThatThrownBy(() -> run("SELECT 'nth'")).isInstanceOf(SQLException.class);
        run("SELECT 'nth'");
        assertThat(rule.hits()).isEqualTo(3);
    }

    @Test
    void requestsAndConnectionsAreNumbered() throws Exception {
        try (Connection first = connect(); Connection second = connect()) {
            proxy.when(request -> request.connection() == 2).cutBefore();
            assertThat(answer(first, "SELECT 1")).isEqualTo("1");
            assertThatThrownBy(() -> answer(second, "SELECT 1")).hasCauseInstanceOf(SQLException.class);
        }
        proxy.clear();
        // The first request of a connection asks for a login.
        var logins = proxy.when(request -> request.number() == 1).cutBefore();
        assertThatThrownBy(this::connect).isInstanceOf(SQLException.class);
        assertThat(logins.hits()).isEqualTo(1);
    }

    @Test
    void aDelayedRequestIsAnsweredLater() throws Exception {
        proxy.when(request -> request.contains("SELECT 'late'")).delay(Duration.ofSeconds(1));
        try (Connection connection = connect()) {
            long begun = System.nanoTime();
            assertThat(answer(connection, "SELECT 'late'")).isEqualTo("late");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void aFrozenRequestWaitsForItsReleaseAndOthersDoNot() throws Exception {
        var rule = proxy.when(request -> request.contains("SELECT 'held'")).nth(1).freeze();
        var held = async("SELECT 'held'");
        await().atMost(Duration.ofMinutes(1)).until(() -> rule.hits() == 1);
        run("SELECT 'other'");
        assertThatThrownBy(() -> held.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
        rule.end();
        assertThat(held.get(1, TimeUnit.MINUTES)).isEqualTo("held");
    }

    @Test
    void aFrozenProxyLetsNothingThroughUntilItThaws() throws Exception {
        try (Connection connection = connect()) {
            proxy.freeze();
            var known = CompletableFuture.supplyAsync(() -> answer(connection, "SELECT 1"));
            var fresh = async("SELECT 2");
            assertThatThrownBy(() -> known.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            assertThat(fresh).isNotDone();
            proxy.thaw();
            assertThat(known.get(1, TimeUnit.MINUTES)).isEqualTo("1");
            assertThat(fresh.get(1, TimeUnit.MINUTES)).isEqualTo("2");
        }
    }

    @Test
    void aCutEndsWhatIsHeldToo() throws Exception {
        proxy.freeze();
        var held = async("SELECT 1");
        assertThatThrownBy(() -> held.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
        proxy.down();
        assertThatThrownBy(() -> held.get(1, TimeUnit.MINUTES)).hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void downRefusesAndEndsAllConnectionsUntilItIsUpAgain() throws Exception {
        try (Connection connection = connect()) {
            proxy.down();
            assertThatThrownBy(() -> answer(connection, "SELECT 1")).hasCauseInstanceOf(SQLException.class);
            assertThatThrownBy(this::connect).hasRootCauseInstanceOf(ConnectException.class);
        }
        proxy.up();
        run("SELECT 1");
    }

    @Test
    void refusingKeepsTheConnectionsThereAre() throws Exception {
        try (Connection connection = connect()) {
            proxy.refuse();
            assertThat(answer(connection, "SELECT 1")).isEqualTo("1");
            assertThatThrownBy(this::connect).hasRootCauseInstanceOf(ConnectException.class);
        }
    }

    @Test
    void anotherServerMayStandBehindTheSameAddress() throws Exception {
        String identity = "SELECT system_identifier FROM pg_control_system()";
        try (PostgresServer other = PostgresServer.launch(); TcpProxy swapped = TcpProxy.reserve()) {
            String url = "jdbc:postgresql://127.0.0.1:" + swapped.port() + "/postgres";
            assertThatThrownBy(() -> DriverManager.getConnection(url, PostgresServer.SUPERUSER, server.password()))
                    .hasRootCauseInstanceOf(ConnectException.class);
            swapped.target(server.port());
            try (Connection connection = DriverManager.getConnection(url, PostgresServer.SUPERUSER, server.password())) {
                assertThat(answer(connection, identity)).isEqualTo(server.run(identity));
                swapped.target(other.port());
                assertThatThrownBy(() -> answer(connection, identity)).hasCauseInstanceOf(SQLException.class);
            }
            try (Connection connection = DriverManager.getConnection(url, PostgresServer.SUPERUSER, other.password())) {
                assertThat(answer(connection, identity)).isEqualTo(other.run(identity)).isNotEqualTo(server.run(identity));
            }
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + proxy.port() + "/postgres", PostgresServer.SUPERUSER,
                server.password());
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = connect(); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private CompletableFuture<String> async(String sql) {
        return CompletableFuture.supplyAsync(() -> {
            try (Connection connection = connect()) {
                return answer(connection, sql);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static String answer(Connection connection, String sql) {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

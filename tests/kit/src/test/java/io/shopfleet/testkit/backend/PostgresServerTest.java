package io.shopfleet.testkit.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class PostgresServerTest {

    @Test
    void onlyTheRightPasswordLogsIn() throws Exception {
        PostgresServer server = PostgresServer.shared();
        server.run("CREATE ROLE reader LOGIN PASSWORD 'right'");
        try (var connection = server.connect("postgres", "reader", "right")) {
            assertThat(connection.isValid(0)).isTrue();
        }
        assertThatThrownBy(() -> server.connect("postgres", "reader", "wrong"))
                .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
        assertThatThrownBy(() -> server.connect("postgres", PostgresServer.SUPERUSER, ""))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void statementsAreAnsweredAsPsqlDoesAndStandInTheLog() {
        PostgresServer server = PostgresServer.shared();
        assertThat(server.run("SELECT 1, 'two', NULL UNION ALL SELECT 3, 'four', 'five' ORDER BY 1")).isEqualTo("1|two|\n3|four|five");
        assertThat(server.run("CREATE TABLE planted (a int); SELECT 7; INSERT INTO planted VALUES (1)")).isEqualTo("7");
        assertThat(server.log()).contains("CREATE TABLE planted (a int)");
        assertThat(Integer.parseInt(server.run("SHOW server_version_num"))).isGreaterThanOrEqualTo(160000);
    }

    @Test
    void dataOutliveAStop() {
        try (PostgresServer server = PostgresServer.launch("max_connections=20")) {
            assertThat(server.run("SHOW max_connections")).isEqualTo("20");
            String identity = server.run("SELECT system_identifier FROM pg_control_system()");
            server.run("CREATE DATABASE kept");
            int port = server.port();
            server.stop();
            assertThatThrownBy(() -> server.run("SELECT 1")).hasRootCauseInstanceOf(java.net.ConnectException.class);
            server.start();
            assertThat(server.port()).isEqualTo(port);
            assertThat(server.run("kept", "SELECT current_database()")).isEqualTo("kept");
            assertThat(server.run("SELECT system_identifier FROM pg_control_system()")).isEqualTo(identity);
        }
    }

    @Test
    void aFrozenServerAnswersNobodyUntilItIsThawed() throws Exception {
        try (PostgresServer server = PostgresServer.launch();
                var connection = server.connect("postgres", PostgresServer.SUPERUSER, server.password());
                var statement = connection.createStatement()) {
            server.freeze();
            var answer = CompletableFuture.supplyAsync(() -> {
                try {
                    return statement.execute("SELECT 1");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            var login = CompletableFuture.supplyAsync(() -> server.run("SELECT 2"));
            assertThatThrownBy(() -> answer.get(2, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            assertThat(login).isNotDone();
            server.thaw();
            assertThat(answer.get(1, TimeUnit.MINUTES)).isTrue();
            assertThat(login.get(1, TimeUnit.MINUTES)).isEqualTo("2");
            server.freeze();
        }
    }

    @Test
    void withTlsItsCertificateIsCheckedAndPlainConnectionsAreRefused() throws Exception {
        try (PostgresServer server = PostgresServer.launchWithTls()) {
            assertThat(server.run("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")).isEqualTo("t");
            String plain = "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres?sslmode=disable";
            assertThatThrownBy(() -> DriverManager.getConnection(plain, PostgresServer.SUPERUSER, server.password()))
                    .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28000"));
        }
    }
}

package io.shopfleet.operator.backend.cache;

import static io.shopfleet.operator.backend.cache.Desk.PASSWORD;
import static io.shopfleet.operator.backend.cache.Desk.consumer;
import static io.shopfleet.operator.backend.cache.Desk.space;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.shopfleet.api.v1alpha1.CacheAccess;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.TlsMode;
import io.shopfleet.operator.backend.Account;
import io.shopfleet.operator.backend.BackendFailure;
import io.shopfleet.operator.cachespace.KeySpace;
import io.shopfleet.testkit.backend.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What servers do to a gateway")
class CacheServerTest {
    private static final KeySpace CARTS = space("carts", consumer("orders", CacheAccess.ReadWrite, PASSWORD));

    private static Account account(RedisServer server, String user, String password) {
        return new Account(List.of(server.host() + ":" + server.port()), TlsMode.None, user, password, Optional.empty());
    }

    private static Account withTls(RedisServer server, String host, Optional<String> authority) {
        return new Account(List.of(host + ":" + server.port()), TlsMode.Verify, RedisServer.ADMIN, server.password(), authority);
    }

    private static void assertFails(Desk desk, Reason reason, String message) {
        assertThatExceptionOfType(BackendFailure.class).isThrownBy(() -> desk.gateway.see("carts"))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(reason))
                .withMessage(message);
    }

    @Test
    void anIdentityIsPlantedOnceAndOutlivesARestartWithTheData() {
        try (var server = RedisServer.launch(); var desk = new Desk(server)) {
            String first = desk.gateway.server();
            assertThat(first).matches("[0-9a-f]{32}");
            assertThat(desk.gateway.server()).isEqualTo(first);
            assertThat(desk.journal)
                    .containsExactly("planted the server's identity", "planted the server's identity as a user");
            server.stop();
            server.start();
            assertThat(desk.gateway.server()).isEqualTo(first);
            assertThat(desk.journal).hasSize(3);
        }
    }

    @Test
    void aFullCacheThatThrowsTheKeyAwayKeepsItsIdentity() {
        try (var server = RedisServer.launch(); var desk = new Desk(server)) {
            String first = desk.gateway.server();
            server.run("FLUSHALL");
            assertThat(desk.gateway.server()).isEqualTo(first);
            assertThat(server.run("GET", "shopfleet:identity")).isEqualTo(first);
        }
    }

    @Test
    void twoServersAreTwoAndOneThatLostWhatItShouldHaveKeptIsAnother() {
        try (var server = RedisServer.launch(); var desk = new Desk(server);
                var other = RedisServer.launch(); var there = new Desk(other)) {
            String first = desk.gateway.server();
            assertThat(there.gateway.server()).isNotEqualTo(first);
            server.run("FLUSHALL");
            server.run("ACL", "DELUSER", "shopfleet:identity:" + first);
            assertThat(desk.gateway.server()).isNotEqualTo(first);
        }
    }

    @Test
    void aServerThatKeepsNothingOverARestartStaysItself() {
        try (var server = RedisServer.launch("appendonly no"); var desk = new Desk(server);
                var other = RedisServer.launch("appendonly no"); var there = new Desk(other)) {
            String first = desk.gateway.server();
            assertThat(there.gateway.server()).isNotEqualTo(first);
            server.stop();
            server.start();
            assertThat(desk.gateway.server()).isEqualTo(first);
        }
    }

    @Test
    void nobodyLogsInAsTheIdentity() {
        try (var server = RedisServer.launch(); var desk = new Desk(server)) {
            String user = "shopfleet:identity:" + desk.gateway.server();
            assertThat(server.run("ACL", "USERS").lines()).contains(user);
            assertThat(desk.gateway.admits(user, "")).isFalse();
        }
    }

    @Test
    void usersThatARestartTookComeBackWithTheNextLook() {
        try (var server = RedisServer.launch(); var desk = new Desk(server)) {
            desk.pass(CARTS);
            server.stop();
            server.start();
            assertThat(desk.as("carts", "orders", "PING")).startsWith("AUTH failed: WRONGPASS");
            desk.pass(CARTS);
            assertThat(desk.as("carts", "orders", "PING")).isEqualTo("PONG");
            assertThat(desk.journal).containsExactly(
                    "created key space carts", "created user carts~shop.orders",
                    "created key space carts", "created user carts~shop.orders");
        }
    }

    @Test
    void whereTheServerHasAFileForUsersTheyAreSavedAndOutliveARestart() {
        try (var server = RedisServer.launchWithUserFile("appendonly no"); var desk = new Desk(server)) {
            String first = desk.gateway.server();
            desk.pass(CARTS);
            server.stop();
            server.start();
            assertThat(desk.as("carts", "orders", "PING")).isEqualTo("PONG");
            desk.pass(CARTS);
            assertThat(desk.gateway.server()).isEqualTo(first);
            assertThat(desk.journal).containsExactly(
                    "planted the server's identity", "planted the server's identity as a user",
                    "created key space carts", "created user carts~shop.orders", "planted the server's identity");
            desk.gateway.destroy("carts", "carts");
            server.stop();
            server.start();
            assertThat(server.run("ACL", "USERS")).doesNotContain("carts~");
        }
    }

    @Test
    void aWrongAccountIsRefused() {
        RedisServer server = RedisServer.shared();
        try (var desk = new Desk(server, account(server, "admin", "wrong"))) {
            assertFails(desk, Reason.AuthFailed, "the cache refuses the operator's account");
        }
    }

    @Test
    void theLeastAccountIsEnoughAndALesserOneIsTold() {
        RedisServer server = RedisServer.shared();
        server.run("ACL", "SETUSER", "operator", "reset", "on", ">least", "~*", "+ping", "+acl", "+config|get", "+info", "+select",
                "+scan", "+unlink", "+get", "+set");
        try (var desk = new Desk(server, account(server, "operator", "least"))) {
            assertThat(desk.gateway.server()).hasSize(32);
            desk.pass(space("least", consumer("orders", CacheAccess.ReadWrite, PASSWORD)));
            server.run("SET", "least:1", "x");
            desk.gateway.destroy("least", "least");
            assertThat(server.run("EXISTS", "least:1")).isEqualTo("0");
            server.run("ACL", "SETUSER", "operator", "-acl|cat");
            assertFails(desk, Reason.PermissionDenied,
                    "the cache answers: NOPERM this user has no permissions to run the 'acl|cat' command");
        }
    }

    @Test
    void aServerThatIsDownOrFrozenFailsInTimeAndIsUsedAgainAfterwards() {
        try (var server = RedisServer.launch(); var desk = new Desk(server)) {
            desk.pass(CARTS);
            server.freeze();
            assertFails(desk, Reason.DependencyUnreachable, "the cache does not answer");
            server.thaw();
            desk.pass(CARTS);
            server.stop();
            assertFails(desk, Reason.DependencyUnreachable, "the cache does not answer");
            server.start();
            desk.pass(CARTS);
            assertThat(desk.as("carts", "orders", "PING")).isEqualTo("PONG");
        }
    }

    @Test
    void tlsIsVerifiedToTheHost() throws IOException {
        try (var server = RedisServer.launchWithTls("bind 127.0.0.1 127.0.0.2")) {
            Optional<String> authority = Optional.of(Files.readString(server.authority()));
            try (var desk = new Desk(server, withTls(server, server.host(), authority))) {
                desk.pass(CARTS);
                assertThat(desk.as("carts", "orders", "PING")).isEqualTo("PONG");
            }
            String untrusted = "the certificate of the cache cannot be trusted; correct ca.crt of its Secret, or the certificate";
            try (var desk = new Desk(server, withTls(server, server.host(), Optional.empty()))) {
                assertFails(desk, Reason.DependencyUnreachable, untrusted);
            }
            try (var desk = new Desk(server, withTls(server, "127.0.0.2", authority))) {
                assertFails(desk, Reason.DependencyUnreachable, untrusted);
            }
        }
    }

    @Test
    void authoritiesThatAreNoneAreNamed() {
        RedisServer server = RedisServer.shared();
        assertThatExceptionOfType(BackendFailure.class)
                .isThrownBy(() -> new Desk(server, withTls(server, "localhost", Optional.of("no PEM"))))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.CredentialsMissing))
                .withMessage("ca.crt of the Secret of the cache holds no certificates in PEM");
    }

    @Test
    void aPortThatIsNoneIsNamed() {
        RedisServer server = RedisServer.shared();
        var account = new Account(List.of("redis:65536"), TlsMode.None, "admin", "x", Optional.empty());
        assertThatExceptionOfType(BackendFailure.class)
                .isThrownBy(() -> new Desk(server, account))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.InvalidValue))
                .withMessage("the environment names no port below 65536 for the cache");
    }
}

package io.shopfleet.testkit.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class RedisServerTest {

    @Test
    void onlyTheRightPasswordLogsInAndAUserMayDoWhatItsRulesSay() {
        RedisServer server = RedisServer.shared();
        assertThat(server.run("ACL", "SETUSER", "reader", "on", ">right", "~shop:*", "+get")).isEqualTo("OK");
        assertThat(server.run("SET", "shop:a", "1")).isEqualTo("OK");
        assertThat(server.runAs("reader", "right", "GET", "shop:a")).isEqualTo("1");
        assertThat(server.runAs("reader", "right", "GET", "other:a")).startsWith("NOPERM");
        assertThat(server.runAs("reader", "wrong", "GET", "shop:a")).contains("WRONGPASS").contains("NOAUTH");
        assertThat(server.runAs("default", "", "PING")).contains("NOAUTH");
    }

    @Test
    void dataOutliveAStopThoughUsersMadeAtRunTimeDoNot() {
        try (RedisServer server = RedisServer.launch()) {
            server.run("SET", "kept", "yes");
            server.run("ACL", "SETUSER", "guest", "on", ">guest", "~*", "+@all");
            int port = server.port();
            server.stop();
            assertThat(server.run("PING")).contains("Connection refused");
            server.start();
            assertThat(server.port()).isEqualTo(port);
            assertThat(server.run("GET", "kept")).isEqualTo("yes");
            assertThat(server.run("ACL", "USERS").lines()).containsExactly("admin", "default");
        }
    }

    @Test
    void withoutItsJournalAStopLosesTheData() {
        try (RedisServer server = RedisServer.launch("appendonly no")) {
            server.run("SET", "lost", "yes");
            server.stop();
            server.start();
            assertThat(server.run("EXISTS", "lost")).isEqualTo("0");
        }
    }

    @Test
    void aFrozenServerAnswersNobodyUntilItIsThawed() throws Exception {
        try (RedisServer server = RedisServer.launch()) {
            server.freeze();
            var answer = CompletableFuture.supplyAsync(() -> server.run("PING"));
            assertThatThrownBy(() -> answer.get(2, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            server.thaw();
            assertThat(answer.get(1, TimeUnit.MINUTES)).isEqualTo("PONG");
        }
    }

    @Test
    void withTlsItTakesNoPlainConnections() throws Exception {
        try (RedisServer server = RedisServer.launchWithTls(); var plain = new Socket(server.host(), server.port())) {
            assertThat(server.run("PING")).isEqualTo("PONG");
            plain.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(untilItEnds(plain)).doesNotContain("PONG");
        }
    }

    private static String untilItEnds(Socket connection) throws IOException {
        try {
            return new String(connection.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (SocketException reset) {
            return "";
        }
    }
}

package io.shopfleet.operator.backend.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.TlsMode;
import io.shopfleet.operator.backend.Account;
import io.shopfleet.operator.backend.BackendFailure;
import io.shopfleet.testkit.backend.PostgresServer;
import io.shopfleet.testkit.machine.Certificates;
import io.shopfleet.testkit.proxy.TcpProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A server that is gone, or is not the one that was meant")
class OutageTest {

    @Test
    void thatWasAwayIsUsedAgainAtOnce() {
        try (PostgresServer server = PostgresServer.launch(); Shop shop = new Shop(server)) {
            shop.make(shop.usual());
            server.stop();
            assertThatThrownBy(shop::see).isInstanceOfSatisfying(
                    BackendFailure.class, failure -> assertThat(failure.reason()).isEqualTo(Reason.DependencyUnreachable));
            server.start();
            Awaitility.await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(() -> shop.make(shop.usual()).isEmpty());
        }
    }

    @Test
    void withTlsMustBeSignedByTheAuthorityThatWasGiven() throws IOException {
        try (PostgresServer server = PostgresServer.launchWithTls()) {
            String authority = Files.readString(server.authority());
            assertThat(server(server, TlsMode.Verify, authority)).hasSizeGreaterThan(10);
            assertThat(server(server, TlsMode.Verify, new Certificates().authorityCertificate() + authority)).hasSizeGreaterThan(10);
            assertThatThrownBy(() -> server(server, TlsMode.Verify, new Certificates().authorityCertificate()))
                    .hasMessageContaining("cannot be trusted");
            assertThatThrownBy(() -> server(server, TlsMode.None, authority)).hasMessageContaining("refuses the account");
        }
    }

    @Test
    void withTlsMustHaveACertificateForTheHostThatIsAsked() throws IOException {
        InetAddress elsewhere = InetAddress.ofLiteral("127.0.0.2");
        try (PostgresServer server = PostgresServer.launchWithTls(); TcpProxy proxy = TcpProxy.at(elsewhere, server.port())) {
            assertThatThrownBy(() -> server("127.0.0.2:" + proxy.port(), server, TlsMode.Verify, Files.readString(server.authority())))
                    .hasMessageContaining("its certificate is for another host");
        }
    }

    @Test
    void thatIsAStandbyTakesNoChanges() throws IOException {
        try (PostgresServer server = PostgresServer.launch(); Shop shop = new Shop(server)) {
            shop.make(shop.usual());
            server.run("grant connect on database " + shop.names.database() + " to public");
            server.run("checkpoint");
            Path data = Path.of(server.run("show data_directory"));
            server.stop();
            Files.createFile(data.resolve("standby.signal"));
            server.start();
            assertThatThrownBy(() -> shop.make(shop.usual())).hasMessageContaining("takes no changes").isInstanceOfSatisfying(
                    BackendFailure.class, failure -> assertThat(failure.reason()).isEqualTo(Reason.BackendRefused));
        }
    }

    private static String server(PostgresServer server, TlsMode tls, String authority) {
        return server("127.0.0.1:" + server.port(), server, tls, authority);
    }

    private static String server(String address, PostgresServer server, TlsMode tls, String authority) {
        var account = new Account(
                List.of(address), tls, PostgresServer.SUPERUSER, server.password(), Optional.of(authority));
        try (SqlGateway gateway = Shop.gateway(account, new ArrayList<>())) {
            return gateway.server();
        }
    }
}

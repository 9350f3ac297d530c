package io.shopfleet.operator.backend.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.TlsMode;
import io.shopfleet.operator.backend.Account;
import io.shopfleet.operator.backend.BackendFailure;
import io.shopfleet.operator.backend.Guard;
import io.shopfleet.testkit.backend.KafkaServer;
import io.shopfleet.testkit.machine.Certificates;
import io.shopfleet.testkit.proxy.TcpProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A Kafka with TLS")
class TlsTest {
    private static final String UNTRUSTED =
            "the certificate of Kafka cannot be trusted; correct ca.crt of its Secret, or the certificate";

    private static KafkaServer kafka;
    private static String authority;

    @BeforeAll
    static void launch() throws IOException {
        kafka = KafkaServer.launchWithTls();
        authority = Files.readString(kafka.authority());
    }

    @AfterAll
    static void end() {
        kafka.close();
    }

    private static String server(String address, TlsMode tls, Optional<String> authority) {
        var account = new Account(List.of(address), tls, KafkaServer.ADMIN, kafka.password(), authority);
        try (var gateway = new KafkaGateway(account, new Guard("kafka", new SimpleMeterRegistry()), (system, words) -> { })) {
            return gateway.server();
        }
    }

    private static void assertRefused(String address, TlsMode tls, Optional<String> authority, String message) {
        assertThatThrownBy(() -> server(address, tls, authority)).hasMessage(message).isInstanceOfSatisfying(
                BackendFailure.class, failure -> assertThat(failure.reason()).isEqualTo(Reason.DependencyUnreachable));
    }

    @Test
    void isSpokenWithWhenTheGivenAuthoritySignedItsCertificate() {
        assertThat(server(kafka.bootstrap(), TlsMode.Verify, Optional.of(authority))).hasSizeGreaterThan(10);
    }

    @Test
    void isNotTrustedWhenNoneThatIsKnownSignedIt() {
        assertRefused(kafka.bootstrap(), TlsMode.Verify, Optional.of(new Certificates().authorityCertificate()), UNTRUSTED);
        assertRefused(kafka.bootstrap(), TlsMode.Verify, Optional.empty(), UNTRUSTED);
    }

    @Test
    void isNotTrustedUnderAnAddressThatItsCertificateDoesNotName() {
        try (var proxy = TcpProxy.at(InetAddress.ofLiteral("127.0.0.2"), kafka.port())) {
            assertRefused("127.0.0.2:" + proxy.port(), TlsMode.Verify, Optional.of(authority), UNTRUSTED);
        }
    }

    @Test
    void isNotSpokenWithInClear() {
        assertRefused(kafka.bootstrap(), TlsMode.None, Optional.empty(), "Kafka does not answer");
    }
}

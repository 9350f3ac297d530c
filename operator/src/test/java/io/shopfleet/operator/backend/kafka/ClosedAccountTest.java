package io.shopfleet.operator.backend.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shopfleet.api.v1alpha1.TlsMode;
import io.shopfleet.operator.backend.Account;
import io.shopfleet.operator.backend.Guard;
import io.shopfleet.operator.holding.Step;
import io.shopfleet.operator.topic.TopicStep;
import io.shopfleet.testkit.backend.KafkaServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An account of Kafka that was closed")
class ClosedAccountTest {
    private final List<String> journal = new ArrayList<>();

    private KafkaGateway gateway(KafkaServer kafka) {
        return new KafkaGateway(
                new Account(List.of(kafka.bootstrap()), TlsMode.None, KafkaServer.ADMIN, kafka.password(), Optional.empty()),
                new Guard("kafka", new SimpleMeterRegistry()), (system, words) -> journal.add(words));
    }

    private void perform(KafkaServer kafka, Step... steps) {
        try (var gateway = gateway(kafka)) {
            List.of(steps).forEach(step -> gateway.perform(step, account -> "the password"));
        }
    }

    /** Removing the account instead does harm: Kafka 4.3.1 then starts, and refuses its own administrator. */
    @Test
    void letsNobodyInAndHarmsNobodyWhenKafkaStartsAgain() throws Exception {
        var kafka = KafkaServer.launch();
        try {
            perform(kafka, new TopicStep.OpenAccount("prices", "orders"),
                    new TopicStep.Allow("prices", "orders", new TreeSet<>(List.of("READ"))));
            kafka.stop();
            kafka.start();
            server(kafka, "orders", "the password");
            perform(kafka, new TopicStep.CloseAccount("prices", "orders"));
            kafka.stop();
            kafka.start();
            assertThatThrownBy(() -> server(kafka, "orders", "the password")).hasCauseInstanceOf(SaslAuthenticationException.class);
            try (Admin admin = kafka.admin()) {
                assertThat(admin.describeAcls(AclBindingFilter.ANY).values().get()).isEmpty();
            }
            perform(kafka, new TopicStep.OpenAccount("prices", "orders"));
            server(kafka, "orders", "the password");
            assertThat(journal).containsExactly(
                    "set the password of account orders", "allowed orders to [READ] topic prices",
                    "closed account orders", "set the password of account orders");
        } finally {
            kafka.close();
        }
    }

    /** Which server it is: what every account may ask. */
    private static String server(KafkaServer kafka, String user, String password) throws Exception {
        try (Admin admin = Admin.create(kafka.client(user, password))) {
            return admin.describeCluster().clusterId().get();
        }
    }
}

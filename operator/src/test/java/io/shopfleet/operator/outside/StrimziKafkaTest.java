package io.shopfleet.operator.outside;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.ShopTopic;
import io.shopfleet.testkit.Definitions;
import io.shopfleet.testkit.backend.KafkaServer;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** With the real definitions on a real API server, and a real Kafka behind them. The operator of Strimzi is played. */
@DisplayName("A Kafka that Strimzi runs")
class StrimziKafkaTest {
    private static final String API = "kafka.strimzi.io/v1";
    private static Abroad abroad;
    private static OtherOperator strimzi;
    private static KafkaServer kafka;

    @BeforeAll
    static void open() {
        kafka = KafkaServer.launchWithTls();
        abroad = new Abroad();
        strimzi = new OtherOperator(abroad);
        abroad.start();
    }

    @AfterAll
    static void close() {
        abroad.close();
        kafka.close();
        Definitions.STRIMZI.remove(abroad.server);
    }

    private static String name() {
        return abroad.home + "-kafka";
    }

    private static String user() {
        return name() + "-shopfleet";
    }

    @Test
    void isAskedForWaitedForAndThenUsedLikeAnyOther() throws Exception {
        strimzi.ask("kafka", "{strimzi: {replicas: 1, storage: 1Gi}}");
        Definitions.STRIMZI.remove(abroad.server);
        assertThat(strimzi.look().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.path() + " " + problem.reason()).isEqualTo("spec.kafka.strimzi " + Reason.OperatorMissing);
            assertThat(problem.message()).isEqualTo("the cluster does not serve version v1 of kafkas.kafka.strimzi.io, "
                    + "kafkanodepools.kafka.strimzi.io, kafkausers.kafka.strimzi.io");
        });
        Definitions.STRIMZI.install(abroad.server);
        strimzi.look();
        asksFor();
        strimzi.tell(API, "Kafka", name(), """
                observedGeneration: 1
                conditions: [{type: NotReady, status: "True", reason: Creating, message: Kafka cluster is being deployed}]
                """);
        strimzi.look();
        assertThat(strimzi.said()).isEqualTo(
                "Unknown Reconciling: not ready yet: kafka (Strimzi: Kafka cluster is being deployed)");
        abroad.topic(abroad.namespace, "prices");
        abroad.tells(ShopTopic.class, abroad.namespace, "prices", "Ready", "Unknown CredentialsMissing");
        ready();
        strimzi.look();
        assertThat(strimzi.said()).isEqualTo("True Ready: services may use it");
        assertThat(strimzi.environment().getStatus().servers()).singleElement().satisfies(server ->
                assertThat(server.addresses()).isEqualTo(List.of(kafka.bootstrap())));
        abroad.ready(abroad.namespace, "prices");
        strimzi.assertQuiet();
    }

    private static void asksFor() {
        var asked = strimzi.asked(API, "Kafka", name());
        assertThat(asked.<Object>get("spec", "kafka", "listeners", 0, "tls")).isEqualTo(true);
        assertThat(asked.<Object>get("spec", "kafka", "authorization", "superUsers", 0)).isEqualTo(user());
        assertThat(asked.<Object>get("spec", "kafka", "config", "default.replication.factor")).isEqualTo(1);
        assertThat(asked.<Object>get("spec", "entityOperator", "template", "userOperatorContainer", "env", 0, "value"))
                .as("accounts of services are not Strimzi's to delete").isEqualTo("^(?!" + user() + "$).*$");
        var pool = strimzi.asked(API, "KafkaNodePool", name());
        assertThat(pool.getMetadata().getLabels()).containsEntry("strimzi.io/cluster", name());
        assertThat(pool.<Object>get("spec", "storage", "deleteClaim")).isEqualTo(false);
        assertThat(strimzi.asked(API, "KafkaUser", user()).<Object>get("spec", "authentication", "type")).isEqualTo("scram-sha-512");
    }

    /** The test's Kafka knows its administrator by another name than a KafkaUser has. */
    private static void ready() throws Exception {
        strimzi.secret("its-password", Map.of("password", kafka.password()));
        strimzi.tell(API, "KafkaUser", user(), """
                observedGeneration: 1
                username: %s
                secret: its-password
                conditions: [{type: Ready, status: "True"}]
                """.formatted(KafkaServer.ADMIN));
        strimzi.tell(API, "Kafka", name(), """
                observedGeneration: 1
                conditions: [{type: Ready, status: "True"}]
                listeners:
                  - name: shopfleet
                    bootstrapServers: "%s"
                    certificates:
                      - |
                %s
                """.formatted(kafka.bootstrap(), Files.readString(kafka.authority()).indent(8)));
    }
}

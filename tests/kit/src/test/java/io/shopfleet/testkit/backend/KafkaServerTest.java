package io.shopfleet.testkit.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopfleet.testkit.proxy.TcpProxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

class KafkaServerTest {

    @Test
    void onlyTheRightPasswordLogsInAndAUserMayDoWhatItsRulesSay() throws Exception {
        KafkaServer server = KafkaServer.shared();
        try (Admin admin = server.admin()) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion("reader",
                    new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), "right"))).all().get(1, TimeUnit.MINUTES);
            admin.createTopics(List.of(new NewTopic("open", 1, (short) 1), new NewTopic("closed", 1, (short) 1))).all()
                    .get(1, TimeUnit.MINUTES);
            admin.createAcls(List.of(new AclBinding(new ResourcePattern(ResourceType.TOPIC, "open", PatternType.LITERAL),
                    new AccessControlEntry("User:reader", "*", AclOperation.DESCRIBE, AclPermissionType.ALLOW)))).all()
                    .get(1, TimeUnit.MINUTES);
        }
        try (Admin reader = Admin.create(server.client("reader", "right"))) {
            assertThat(reader.listTopics().names().get(1, TimeUnit.MINUTES)).containsExactly("open");
            assertThatThrownBy(() -> reader.describeTopics(List.of("closed")).allTopicNames().get(1, TimeUnit.MINUTES))
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
            assertThat(server.log()).contains("Principal = User:reader is Denied operation = DESCRIBE");
        }
        try (Admin wrong = Admin.create(server.client("reader", "wrong"))) {
            assertThatThrownBy(() -> wrong.listTopics().names().get(1, TimeUnit.MINUTES))
                    .hasCauseInstanceOf(SaslAuthenticationException.class);
        }
    }

    @Test
    void dataOutliveAStop() throws Exception {
        try (KafkaServer server = KafkaServer.launch("delete.topic.enable=false")) {
            String cluster = cluster(server);
            try (Admin admin = server.admin()) {
                admin.createTopics(List.of(new NewTopic("kept", 3, (short) 1))).all().get(1, TimeUnit.MINUTES);
            }
            server.stop();
            server.start();
            assertThat(cluster(server)).isEqualTo(cluster);
            try (Admin admin = server.admin()) {
                assertThat(admin.listTopics().names().get(1, TimeUnit.MINUTES)).containsExactly("kept");
                assertThatThrownBy(() -> admin.deleteTopics(List.of("kept")).all().get(1, TimeUnit.MINUTES))
                        .hasMessageContaining("Topic deletion is disabled");
            }
            assertThat(cluster(KafkaServer.shared())).isNotEqualTo(cluster);
        }
    }

    @Test
    void aFrozenServerAnswersNobodyUntilItIsThawed() throws Exception {
        try (KafkaServer server = KafkaServer.launch(); Admin admin = server.admin()) {
            server.freeze();
            var answer = admin.listTopics().names();
            assertThatThrownBy(() -> answer.get(2, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            server.thaw();
            assertThat(answer.get(1, TimeUnit.MINUTES)).isEmpty();
        }
    }

    @Test
    void withTlsClientsCheckItsCertificate() throws Exception {
        try (KafkaServer server = KafkaServer.launchWithTls()) {
            assertThat(cluster(server)).isNotBlank();
            assertThat(server.client("a", "b")).containsEntry("security.protocol", "SASL_SSL")
                    .containsEntry("ssl.truststore.location", server.authority().toString());
            try (KafkaServer other = KafkaServer.launchWithTls()) {
                var stranger = new HashMap<>(server.client(KafkaServer.ADMIN, server.password()));
                stranger.put("ssl.truststore.location", other.authority().toString());
                try (Admin admin = Admin.create(stranger)) {
                    assertThatThrownBy(() -> admin.listTopics().names().get(1, TimeUnit.MINUTES))
                            .hasCauseInstanceOf(SslAuthenticationException.class);
                }
            }
        }
    }

    @Test
    void whoComesThroughAProxyStaysWithIt() throws Exception {
        try (TcpProxy proxy = TcpProxy.reserve(); KafkaServer server = KafkaServer.launchBehind(proxy); Admin direct = server.admin();
                Admin through = Admin.create(through(server, proxy))) {
            var rule = proxy.when(request -> request.contains("cut-after")).nth(1).cutAfter();
            through.createTopics(List.of(new NewTopic("warm", 1, (short) 1))).all().get(1, TimeUnit.MINUTES);
            // The client tries again by itself, and meets its own topic.
            var created = through.createTopics(List.of(new NewTopic("cut-after", 1, (short) 1))).all();
            assertThatThrownBy(() -> created.get(1, TimeUnit.MINUTES))
                    .hasMessageContaining("Topic 'cut-after' already exists");
            assertThat(rule.hits()).isEqualTo(2);
            proxy.down();
            assertThat(direct.listTopics().names().get(1, TimeUnit.MINUTES)).containsExactlyInAnyOrder("cut-after", "warm");
            var answer = through.listTopics().names();
            assertThatThrownBy(() -> answer.get(2, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            proxy.up();
            assertThat(answer.get(1, TimeUnit.MINUTES)).hasSize(2);
        }
    }

    private static Map<String, Object> through(KafkaServer server, TcpProxy proxy) {
        var settings = new HashMap<>(server.client(KafkaServer.ADMIN, server.password()));
        settings.put("bootstrap.servers", "127.0.0.1:" + proxy.port());
        return settings;
    }

    private static String cluster(KafkaServer server) throws Exception {
        try (Admin admin = server.admin()) {
            return admin.describeCluster().clusterId().get(1, TimeUnit.MINUTES);
        }
    }
}

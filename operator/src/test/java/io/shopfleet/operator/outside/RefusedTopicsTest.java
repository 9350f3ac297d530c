package io.shopfleet.operator.outside;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.shopfleet.api.v1alpha1.ShopTopic;
import io.shopfleet.testkit.backend.KafkaServer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A ShopTopic that Kafka, or the account of the operator, does not allow")
class RefusedTopicsTest {
    private static final String NEVER_DELETES = "delete.topic.enable=false";
    private static KafkaServer kafka;
    private static Admin admin;
    private static Abroad abroad;

    @BeforeAll
    static void open() {
        kafka = KafkaServer.launch(NEVER_DELETES);
        admin = kafka.admin();
        abroad = new Abroad();
        abroad.provide("kafka", at(kafka.bootstrap(), "kafka"), KafkaServer.ADMIN, kafka.password());
        abroad.start();
    }

    @AfterAll
    static void close() {
        abroad.close();
        admin.close();
        kafka.close();
    }

    private static String at(String server, String secret) {
        return "{external: {bootstrapServers: [\"%s\"], credentialsSecret: %s, tls: None}}".formatted(server, secret);
    }

    /** A topic of an environment of its own, which uses the account of this name. */
    private static void topicOf(String account, String server) {
        String environment = abroad.home + "-" + account;
        abroad.provide(environment, "kafka", at(server, account));
        abroad.topicOf(environment, account);
    }

    private static void tells(String name, String condition, String expected) {
        abroad.tells(ShopTopic.class, abroad.namespace, name, condition, expected);
    }

    private static void problem(String name, String expected) {
        abroad.sees(ShopTopic.class, abroad.namespace, name, status -> assertThat(status.problems())
                .extracting(problem -> problem.reason() + ": " + problem.message())
                .containsExactly(expected));
    }

    private static void allow(String user, ResourceType type, String name, AclOperation... operations) throws Exception {
        admin.createAcls(Stream.of(operations)
                .map(operation -> new AclBinding(new ResourcePattern(type, name, PatternType.LITERAL),
                        new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW)))
                .toList()).all().get();
    }

    private static Set<String> topics() throws Exception {
        return admin.listTopics().names().get();
    }

    @Test
    void isToldWhatKafkaSaysAndOthersOfTheSameMomentAreMade() throws Exception {
        List<String> good = List.of("good-1", "good-2", "good-3", "good-4");
        abroad.topic(abroad.namespace, "copies", "replicas: 3");
        abroad.topic(abroad.namespace, "words", "config: {retention.ms: long}");
        good.forEach(name -> abroad.topic(abroad.namespace, name));
        problem("copies", "BackendRefused: Kafka refused it: Unable to replicate the partition 3 time(s): The target replication "
                + "factor of 3 cannot be reached because only 1 broker(s) are registered or some brokers have all their log "
                + "directories cordoned.");
        problem("words", "BackendRefused: Kafka refused it: Invalid value long for configuration retention.ms: "
                + "Not a number of type LONG");
        good.forEach(name -> abroad.ready(abroad.namespace, name));
        assertThat(topics()).doesNotContain(abroad.namespace + ".copies", abroad.namespace + ".words");
        abroad.topic(abroad.namespace, "copies", "replicas: 1");
        abroad.topic(abroad.namespace, "words", "config: {retention.ms: '60000'}");
        abroad.ready(abroad.namespace, "copies");
        abroad.ready(abroad.namespace, "words");
    }

    @Test
    void isNotDeletedWhereKafkaDeletesNothingUntilItIsLetGo() throws Exception {
        abroad.topic(abroad.namespace, "stays", "deletionPolicy: Delete");
        abroad.ready(abroad.namespace, "stays");
        abroad.delete(ShopTopic.class, abroad.namespace, "stays");
        problem("stays", "DeletionBlocked: Kafka refused it: Topic deletion is disabled.");
        abroad.annotate(ShopTopic.class, abroad.namespace, "stays", "shopfleet.io/force-orphan");
        abroad.gone(ShopTopic.class, abroad.namespace, "stays");
        assertThat(topics()).contains(abroad.namespace + ".stays");
    }

    /** A line break at the end of a password is the commonest mistake; within the client's settings it would end a line. */
    @Test
    void saysThatTheAccountIsRefusedAndGoesOnWhenItIsPutRight() {
        abroad.account("wrong", KafkaServer.ADMIN, kafka.password() + "\n");
        topicOf("wrong", kafka.bootstrap());
        problem("wrong", "AuthFailed: Kafka refuses the account of the operator");
        abroad.account("wrong", KafkaServer.ADMIN, kafka.password());
        abroad.ready(abroad.namespace, "wrong");
    }

    @Test
    void saysThatTheAccountMayNotAndGoesOnWhenItMay() throws Exception {
        admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                "guest", new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), "guest's"))).all().get();
        abroad.account("guest", "guest", "guest's");
        topicOf("guest", kafka.bootstrap());
        problem("guest", "PermissionDenied: Kafka does not let the account of the operator do this");
        allow("guest", ResourceType.TOPIC, "*", AclOperation.CREATE, AclOperation.DESCRIBE, AclOperation.DESCRIBE_CONFIGS);
        abroad.annotate(ShopTopic.class, abroad.namespace, "guest", "example.com/look");
        abroad.ready(abroad.namespace, "guest");
    }

    /** One partition a second, averaged over ten: the first few come at once, the client waits for its turn with the others. */
    @Test
    void waitsForItsTurnWhereKafkaLimitsHowMuchAnAccountMayChange() throws Exception {
        admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                "throttled", new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), "its own"))).all().get();
        allow("throttled", ResourceType.TOPIC, "*", AclOperation.CREATE, AclOperation.DESCRIBE, AclOperation.DESCRIBE_CONFIGS);
        admin.alterClientQuotas(List.of(new ClientQuotaAlteration(new ClientQuotaEntity(Map.of(ClientQuotaEntity.USER, "throttled")),
                List.of(new ClientQuotaAlteration.Op("controller_mutation_rate", 1.0))))).all().get();
        abroad.account("throttled", "throttled", "its own");
        String environment = abroad.home + "-throttled";
        abroad.provide(environment, "kafka", at(kafka.bootstrap(), "throttled"));
        List<String> names = IntStream.rangeClosed(1, 20).mapToObj(number -> "throttled-" + number).toList();
        names.forEach(name -> abroad.topicOf(environment, name));
        names.forEach(name -> abroad.ready(abroad.namespace, name));
    }

    @Test
    void namesWhatCannotEvenBeTried() {
        abroad.account("nowhere", "a", "b");
        topicOf("nowhere", "kafka.invalid:9092");
        problem("nowhere", "DependencyUnreachable: no address is known for the hosts of Kafka that the environment names");
        abroad.account("no-port", "a", "b");
        topicOf("no-port", "127.0.0.1:65536");
        problem("no-port", "InvalidValue: the environment names no port below 65536 for Kafka");
        abroad.admin.resource(new SecretBuilder().withNewMetadata().withName("no-pem").withNamespace(abroad.home).endMetadata()
                .withStringData(Map.of("username", "a", "password", "b", "ca.crt", "none")).build()).create();
        abroad.provide(abroad.home + "-no-pem", "kafka",
                "{external: {bootstrapServers: [\"%s\"], credentialsSecret: no-pem, tls: Verify}}".formatted(kafka.bootstrap()));
        abroad.topicOf(abroad.home + "-no-pem", "no-pem");
        problem("no-pem", "CredentialsMissing: ca.crt of the Secret of Kafka holds no certificates in PEM");
        tells("no-pem", "Synced", "False CredentialsMissing");
    }
}

package io.shopfleet.operator.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopfleet.api.v1alpha1.ClaimState;
import io.shopfleet.api.v1alpha1.ShopTopic;
import io.shopfleet.testkit.backend.KafkaServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A ShopTopic and the topic that it stands for")
class TopicsTest {
    private static Abroad abroad;
    private static KafkaServer kafka;
    private static Admin admin;

    @BeforeAll
    static void open() {
        kafka = KafkaServer.shared();
        admin = kafka.admin();
        abroad = new Abroad();
        abroad.provide(kafka);
        abroad.start();
    }

    @AfterAll
    static void close() {
        abroad.close();
        admin.close();
    }

    private static String name(String topic) {
        return abroad.namespace + "." + topic;
    }

    private static Set<String> topics() throws Exception {
        return admin.listTopics().names().get();
    }

    private static TopicDescription described(String topic) throws Exception {
        return admin.describeTopics(List.of(name(topic))).allTopicNames().get().get(name(topic));
    }

    private static Optional<String> setting(String topic, String key) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, name(topic));
        return admin.describeConfigs(List.of(resource)).all().get().get(resource).entries().stream()
                .filter(entry -> entry.name().equals(key) && entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
                .map(ConfigEntry::value)
                .findFirst();
    }

    private static void set(String topic, String key, String value) throws Exception {
        admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, name(topic)),
                List.of(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET)))).all().get();
    }

    private static void make(String topic) throws Exception {
        admin.createTopics(List.of(new NewTopic(name(topic), 2, (short) 1))).all().get();
    }

    private static void look(String topic) {
        abroad.annotate(ShopTopic.class, abroad.namespace, topic, "example.com/look");
    }

    @Test
    void isMadeAsItIsDescribedAndClaimed() throws Exception {
        abroad.topic(abroad.namespace, "prices", "partitions: 3", "config: {retention.ms: '60000'}");
        abroad.ready(abroad.namespace, "prices");
        assertThat(described("prices").partitions()).hasSize(3);
        assertThat(setting("prices", "retention.ms")).contains("60000");
        var external = abroad.get(ShopTopic.class, abroad.namespace, "prices").getStatus().external();
        assertThat(external.name()).isEqualTo(name("prices"));
        assertThat(external.id()).isEqualTo(described("prices").topicId().toString());
        assertThat(external.server()).isEqualTo(admin.describeCluster().clusterId().get());
        assertThat(abroad.claims()).filteredOn(claim -> claim.getSpec().name().equals(name("prices"))).singleElement()
                .satisfies(claim -> assertThat(claim.getSpec().owner().name()).isEqualTo("prices"));
    }

    @Test
    void growsAndIsConfiguredAnewAndWhatIsTakenOutGoesBackToTheBroker() throws Exception {
        abroad.topic(abroad.namespace, "grows", "partitions: 1", "config: {retention.ms: '60000', segment.ms: '70000'}");
        abroad.ready(abroad.namespace, "grows");
        set("grows", "max.message.bytes", "2000");
        abroad.topic(abroad.namespace, "grows", "partitions: 4", "config: {segment.ms: '80000'}");
        abroad.ready(abroad.namespace, "grows");
        assertThat(described("grows").partitions()).hasSize(4);
        assertThat(setting("grows", "segment.ms")).contains("80000");
        assertThat(setting("grows", "retention.ms")).isEmpty();
        assertThat(setting("grows", "max.message.bytes")).as("set by somebody else").contains("2000");
    }

    @Test
    void whatCannotBeDoneIsToldWhileTheRestIsDone() throws Exception {
        make("large");
        abroad.topic(abroad.namespace, "large", "partitions: 1", "replicas: 3", "config: {segment.ms: '80000'}");
        abroad.tells(ShopTopic.class, abroad.namespace, "large", "Synced", "False NotSupported");
        abroad.tells(ShopTopic.class, abroad.namespace, "large", "Ready", "True Ready");
        assertThat(setting("large", "segment.ms")).contains("80000");
        assertThat(abroad.get(ShopTopic.class, abroad.namespace, "large").getStatus().problems())
                .extracting(problem -> problem.path() + ": " + problem.message())
                .containsExactly(
                        "spec.partitions: the topic has 2 partitions, and Kafka cannot take any away",
                        "spec.replicas: the topic has 1 replicas, and the operator moves none");
    }

    @Test
    void isLeftAloneWhereItExistsAndTheTeamDidNotConsent() throws Exception {
        make("theirs");
        abroad.topic(abroad.namespace, "theirs", "adoption: Never", "config: {segment.ms: '80000'}");
        abroad.tells(ShopTopic.class, abroad.namespace, "theirs", "Accepted", "False NotOwned");
        assertThat(setting("theirs", "segment.ms")).isEmpty();
        assertThat(abroad.claims()).noneMatch(claim -> claim.getSpec().name().equals(name("theirs")));
    }

    @Test
    void isPutRightWhenSomebodyChangesIt() throws Exception {
        abroad.topic(abroad.namespace, "drifts", "config: {segment.ms: '80000'}");
        abroad.ready(abroad.namespace, "drifts");
        set("drifts", "segment.ms", "90000");
        look("drifts");
        await().atMost(Abroad.PATIENCE).untilAsserted(() -> assertThat(setting("drifts", "segment.ms")).contains("80000"));
    }

    @Test
    void isReportedAndNotMadeAnewEmptyWhenSomebodyDeletesIt() throws Exception {
        abroad.topic(abroad.namespace, "lost");
        abroad.ready(abroad.namespace, "lost");
        admin.deleteTopics(List.of(name("lost"))).all().get();
        look("lost");
        abroad.tells(ShopTopic.class, abroad.namespace, "lost", "Ready", "False ExternallyDeleted");
        assertThat(topics()).doesNotContain(name("lost"));
        abroad.topic(abroad.namespace, "lost", "onLoss: Recreate");
        abroad.ready(abroad.namespace, "lost");
        assertThat(topics()).contains(name("lost"));
    }

    @Test
    void staysWithItsClaimWhenTheResourceGoesAndIsTakenBackByTheNext() throws Exception {
        abroad.topic(abroad.namespace, "kept");
        abroad.ready(abroad.namespace, "kept");
        String id = described("kept").topicId().toString();
        abroad.delete(ShopTopic.class, abroad.namespace, "kept");
        abroad.gone(ShopTopic.class, abroad.namespace, "kept");
        assertThat(abroad.claims()).filteredOn(claim -> claim.getSpec().name().equals(name("kept"))).singleElement()
                .satisfies(claim -> assertThat(claim.getSpec().state()).isEqualTo(ClaimState.Released));
        abroad.topic(abroad.namespace, "kept", "adoption: Never");
        abroad.ready(abroad.namespace, "kept");
        assertThat(described("kept").topicId().toString()).isEqualTo(id);
    }

    @Test
    void goesWithTheResourceWhereThatIsAskedFor() throws Exception {
        abroad.topic(abroad.namespace, "goes", "deletionPolicy: Delete");
        abroad.ready(abroad.namespace, "goes");
        abroad.delete(ShopTopic.class, abroad.namespace, "goes");
        abroad.gone(ShopTopic.class, abroad.namespace, "goes");
        assertThat(topics()).doesNotContain(name("goes"));
        assertThat(abroad.claims()).noneMatch(claim -> claim.getSpec().name().equals(name("goes")));
    }

    @Test
    void isNeverDeletedForAResourceThatDidNotMakeItUnlessAPersonSaysSoTwice() throws Exception {
        make("older");
        abroad.topic(abroad.namespace, "older", "deletionPolicy: Delete");
        abroad.ready(abroad.namespace, "older");
        abroad.delete(ShopTopic.class, abroad.namespace, "older");
        abroad.gone(ShopTopic.class, abroad.namespace, "older");
        assertThat(topics()).contains(name("older"));
        abroad.topic(abroad.namespace, "older", "deletionPolicy: Delete");
        abroad.ready(abroad.namespace, "older");
        abroad.annotate(ShopTopic.class, abroad.namespace, "older", "shopfleet.io/delete-adopted");
        abroad.delete(ShopTopic.class, abroad.namespace, "older");
        abroad.gone(ShopTopic.class, abroad.namespace, "older");
        assertThat(topics()).doesNotContain(name("older"));
    }

    @Test
    void belongsToOneResourceAndTheOtherTouchesNothing() throws Exception {
        abroad.topic(abroad.namespace, "one", "topicName: shared", "config: {segment.ms: '80000'}", "deletionPolicy: Delete");
        abroad.ready(abroad.namespace, "one");
        abroad.topic(abroad.namespace, "two", "topicName: shared", "config: {segment.ms: '90000'}", "deletionPolicy: Delete");
        abroad.tells(ShopTopic.class, abroad.namespace, "two", "Ready", "False Conflict");
        assertThat(setting("shared", "segment.ms")).contains("80000");
        abroad.delete(ShopTopic.class, abroad.namespace, "two");
        abroad.gone(ShopTopic.class, abroad.namespace, "two");
        assertThat(topics()).contains(name("shared"));
        abroad.topic(abroad.namespace, "two", "topicName: shared");
        abroad.tells(ShopTopic.class, abroad.namespace, "two", "Ready", "False Conflict");
        abroad.delete(ShopTopic.class, abroad.namespace, "one");
        abroad.gone(ShopTopic.class, abroad.namespace, "one");
        assertThat(topics()).as("somebody waits for it").contains(name("shared"));
    }

    @Test
    void isRefusedByNameBeforeKafkaIsAsked() {
        abroad.topic(abroad.namespace, "bad", "config: {leader.replication.throttled.replicas: '*'}", "partitions: 51");
        abroad.tells(ShopTopic.class, abroad.namespace, "bad", "Accepted", "False NotSupported");
        assertThat(abroad.get(ShopTopic.class, abroad.namespace, "bad").getStatus().problems())
                .extracting(problem -> problem.path())
                .containsExactly("spec.partitions", "spec.config[leader.replication.throttled.replicas]");
        assertThat(abroad.lifeline.entries()).noneMatch(entry -> entry.contains(name("bad")));
    }

    /** Kafka takes '.' and '_' for one where it counts, so one tenant could stand in the way of another. */
    @Test
    void whoseNameDiffersInDotAndUnderscoreAloneIsAConflict() throws Exception {
        admin.createTopics(List.of(new NewTopic(abroad.namespace + "_a_b", 1, (short) 1))).all().get();
        abroad.topic(abroad.namespace, "collides", "topicName: a_b");
        abroad.tells(ShopTopic.class, abroad.namespace, "collides", "Ready", "False Conflict");
    }
}

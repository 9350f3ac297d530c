package io.shopfleet.operator.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Namespace;
import io.shopfleet.api.v1alpha1.ClaimState;
import io.shopfleet.api.v1alpha1.ShopClaim;
import io.shopfleet.api.v1alpha1.ShopTopic;
import io.shopfleet.testkit.AuditLog;
import io.shopfleet.testkit.backend.KafkaServer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("ShopTopics that come and go together")
class ManyTopicsTest {
    private static KafkaServer kafka;
    private static Abroad abroad;
    private static Admin admin;

    @BeforeAll
    static void open() {
        kafka = KafkaServer.shared();
        admin = kafka.admin();
        abroad = provided(new Abroad()).start();
    }

    private static Abroad provided(Abroad abroad) {
        abroad.provide(kafka);
        return abroad;
    }

    @AfterAll
    static void close() {
        abroad.close();
        admin.close();
    }

    private static List<String> names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(n -> prefix + "-" + n).toList();
    }

    private static Set<String> topics() throws Exception {
        return admin.listTopics().names().get();
    }

    private static String id(String topic) throws Exception {
        String name = abroad.namespace + "." + topic;
        return admin.describeTopics(List.of(name)).allTopicNames().get().get(name).topicId().toString();
    }

    private static List<ShopClaim> claims(String name) {
        return abroad.claims().stream().filter(claim -> claim.getSpec().name().equals(name)).toList();
    }

    private static String ready(String name) {
        var status = abroad.get(ShopTopic.class, abroad.namespace, name).getStatus();
        return status == null ? "" : status.conditions().stream()
                .filter(condition -> condition.getType().equals("Ready"))
                .map(condition -> condition.getStatus() + " " + condition.getReason())
                .findFirst().orElse("");
    }

    @Test
    void nothingIsMadeOutsideBeforeTheFinalizerAndTheClaimAre() {
        try (Abroad orderly = provided(new Abroad()).start()) {
            orderly.topic(orderly.namespace, "first");
            orderly.ready(orderly.namespace, "first");
            String claim = orderly.claims().getFirst().getMetadata().getName();
            assertThat(orderly.lifeline.entries()).containsExactly("PATCH shoptopics/first", "POST shopclaims",
                    "kafka: created topic " + orderly.namespace + ".first", "PUT shopclaims/" + claim,
                    "PATCH shoptopics/first/status");
        }
    }

    @Test
    void ofTenThatWantOneNameOneGetsItAndTheOthersTouchNothing() throws Exception {
        List<String> names = names("rival", 10);
        String name = abroad.namespace + ".contested";
        names.forEach(one -> abroad.topic(abroad.namespace, one, "topicName: contested", "deletionPolicy: Delete",
                "config: {segment.ms: '8%s000'}".formatted(one.substring(6))));
        await().atMost(Abroad.PATIENCE).untilAsserted(() -> assertThat(names).extracting(ManyTopicsTest::ready)
                .containsOnlyOnce("True Ready").filteredOn("False Conflict"::equals).hasSize(9));
        String owner = claims(name).getFirst().getSpec().owner().name();
        assertThat(ready(owner)).isEqualTo("True Ready");
        assertThat(names).filteredOn(one -> !one.equals(owner)).allSatisfy(loser ->
                assertThat(abroad.get(ShopTopic.class, abroad.namespace, loser).getStatus().external()).isNull());
        assertThat(abroad.lifeline.entries()).filteredOn(entry -> entry.endsWith(" " + name)).containsExactly("kafka: created topic " + name);
        assertThat(abroad.lifeline.count("configured topic " + name)).isZero();
        names.stream().filter(one -> !one.equals(owner)).limit(8).forEach(loser -> {
            abroad.delete(ShopTopic.class, abroad.namespace, loser);
            abroad.gone(ShopTopic.class, abroad.namespace, loser);
        });
        assertThat(topics()).contains(name);
        abroad.delete(ShopTopic.class, abroad.namespace, owner);
        abroad.gone(ShopTopic.class, abroad.namespace, owner);
        assertThat(topics()).as("one of them still waits for it").contains(name);
        assertThat(claims(name)).extracting(claim -> claim.getSpec().state()).containsExactly(ClaimState.Released);
    }

    @Test
    void whoeverWaitsTakesTheNameOverWhenThePlatformDeletesTheClaim() throws Exception {
        abroad.topic(abroad.namespace, "first", "topicName: passed-on");
        abroad.ready(abroad.namespace, "first");
        String id = id("passed-on");
        abroad.topic(abroad.namespace, "second", "topicName: passed-on");
        abroad.tells(ShopTopic.class, abroad.namespace, "second", "Ready", "False Conflict");
        abroad.delete(ShopTopic.class, abroad.namespace, "first");
        abroad.gone(ShopTopic.class, abroad.namespace, "first");
        abroad.admin.resource(claims(abroad.namespace + ".passed-on").getFirst()).delete();
        abroad.annotate(ShopTopic.class, abroad.namespace, "second", "example.com/look");
        abroad.ready(abroad.namespace, "second");
        assertThat(id("passed-on")).isEqualTo(id);
    }

    @Test
    void oneThatIsDeletedAndMadeAgainAtOnceIsANewTopicEachTime() throws Exception {
        var ids = new TreeSet<String>();
        for (int round = 1; round <= 20; round++) {
            abroad.topic(abroad.namespace, "again", "deletionPolicy: Delete", "partitions: 1");
            abroad.ready(abroad.namespace, "again");
            String id = id("again");
            assertThat(abroad.get(ShopTopic.class, abroad.namespace, "again").getStatus().external().id()).isEqualTo(id);
            ids.add(id);
            abroad.delete(ShopTopic.class, abroad.namespace, "again");
            await().atMost(Abroad.PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() ->
                    abroad.get(ShopTopic.class, abroad.namespace, "again") == null);
        }
        assertThat(ids).hasSize(20);
        assertThat(topics()).doesNotContain(abroad.namespace + ".again");
        assertThat(abroad.lifeline.count("created topic " + abroad.namespace + ".again")).isEqualTo(20);
    }

    @Test
    void oneThatCannotBeMadeHarmsNoneOfAHundred() {
        List<String> good = names("crowd", 99);
        abroad.topic(abroad.namespace, "poison", "replicas: 3");
        good.forEach(name -> abroad.topic(abroad.namespace, name));
        await().atMost(Abroad.PATIENCE).untilAsserted(() ->
                assertThat(good).extracting(ManyTopicsTest::ready).containsOnly("True Ready"));
        abroad.tells(ShopTopic.class, abroad.namespace, "poison", "Ready", "False BackendRefused");
    }

    @Test
    void oneThatSomebodyMadeAnewIsNotTakenForTheFormer() throws Exception {
        abroad.topic(abroad.namespace, "replaced", "config: {segment.ms: '80000'}", "deletionPolicy: Delete");
        abroad.ready(abroad.namespace, "replaced");
        String name = abroad.namespace + ".replaced";
        admin.deleteTopics(List.of(name)).all().get();
        await().atMost(Abroad.PATIENCE).until(() -> !topics().contains(name));
        admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
        abroad.annotate(ShopTopic.class, abroad.namespace, "replaced", "example.com/look");
        abroad.tells(ShopTopic.class, abroad.namespace, "replaced", "Ready", "False ExternallyDeleted");
        abroad.delete(ShopTopic.class, abroad.namespace, "replaced");
        abroad.gone(ShopTopic.class, abroad.namespace, "replaced");
        assertThat(topics()).as("what others made").contains(name);
    }

    @Test
    void aNamespaceThatGoesTakesOnlyWhatWasToGoWithIt() throws Exception {
        String namespace = abroad.neighbour;
        abroad.topic(namespace, "kept");
        abroad.topic(namespace, "dropped", "deletionPolicy: Delete");
        abroad.ready(namespace, "kept");
        abroad.ready(namespace, "dropped");
        abroad.admin.namespaces().withName(namespace).delete();
        await().atMost(Abroad.PATIENCE).untilAsserted(() ->
                assertThat(abroad.admin.resources(Namespace.class).withName(namespace).get()).isNull());
        assertThat(topics()).contains(namespace + ".kept").doesNotContain(namespace + ".dropped");
        assertThat(claims(namespace + ".kept")).extracting(claim -> claim.getSpec().state()).containsExactly(ClaimState.Released);
        assertThat(claims(namespace + ".dropped")).isEmpty();
    }

    /** The table of rights in docs/guides/topics.md. */
    @Test
    void anAccountWithTheRightsOfTheGuideIsEnoughForALifeFromBeginningToEnd() throws Exception {
        String user = abroad.namespace + "-platform";
        admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), "secret"))).all().get();
        allow(user, ResourceType.TOPIC, abroad.namespace + ".", PatternType.PREFIXED, AclOperation.CREATE, AclOperation.DESCRIBE,
                AclOperation.DESCRIBE_CONFIGS, AclOperation.ALTER, AclOperation.ALTER_CONFIGS, AclOperation.DELETE);
        allow(user, ResourceType.CLUSTER, "kafka-cluster", PatternType.LITERAL, AclOperation.DESCRIBE, AclOperation.ALTER);
        abroad.account("limited", user, "secret");
        String environment = abroad.home + "-limited";
        abroad.provide(environment, "kafka", "{external: {bootstrapServers: [\"%s\"], credentialsSecret: limited, tls: None}}"
                .formatted(kafka.bootstrap()));
        abroad.topicOf(environment, "modest", "partitions: 1", "deletionPolicy: Delete");
        abroad.ready(abroad.namespace, "modest");
        abroad.topicOf(environment, "modest", "partitions: 2", "config: {retention.ms: '60000'}", "deletionPolicy: Delete");
        abroad.ready(abroad.namespace, "modest");
        abroad.delete(ShopTopic.class, abroad.namespace, "modest");
        abroad.gone(ShopTopic.class, abroad.namespace, "modest");
        assertThat(topics()).doesNotContain(abroad.namespace + ".modest");
    }

    private static void allow(String user, ResourceType type, String name, PatternType pattern, AclOperation... operations)
            throws Exception {
        admin.createAcls(Stream.of(operations)
                .map(operation -> new AclBinding(new ResourcePattern(type, name, pattern),
                        new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW)))
                .toList()).all().get();
    }

    /** A topic that comes last and has its status shows that the operator looked at all before. */
    @Test
    void aRestartOfTheOperatorWritesNothingAndOneRealChangeIsCounted() {
        List<String> names = names("quiet", 20);
        names.forEach(name -> abroad.topic(abroad.namespace, name, "partitions: 2", "config: {retention.ms: '60000'}"));
        names.forEach(name -> abroad.ready(abroad.namespace, name));
        untilQuiet();
        AuditLog.Mark mark = abroad.server.audit().mark();
        int before = abroad.lifeline.entries().size();
        abroad.stop();
        abroad.start();
        names.forEach(name -> abroad.annotate(ShopTopic.class, abroad.namespace, name, "example.com/restarted"));
        awaitLooks(mark, names.size());
        assertThat(writes(mark)).isEmpty();
        assertThat(abroad.lifeline.entries().subList(before, abroad.lifeline.entries().size())).isEmpty();
        abroad.topic(abroad.namespace, "quiet-7", "partitions: 3", "config: {retention.ms: '60000'}");
        abroad.ready(abroad.namespace, "quiet-7");
        await().atMost(Abroad.PATIENCE).untilAsserted(() -> assertThat(writes(mark)).isNotEmpty());
        assertThat(abroad.lifeline.entries()).contains("kafka: grew topic " + abroad.namespace + ".quiet-7 to 3 partitions");
    }

    private static void untilQuiet() {
        await().atMost(Abroad.PATIENCE).pollDelay(Duration.ZERO).until(() -> {
            var mark = abroad.server.audit().mark();
            await().pollDelay(Duration.ofSeconds(1)).atMost(Abroad.PATIENCE).until(() -> true);
            return writes(mark).isEmpty();
        });
    }

    /** Each pass asks for its claim, restart and annotation make two for each topic. */
    private static void awaitLooks(AuditLog.Mark mark, int topics) {
        await().atMost(Abroad.PATIENCE).until(() -> abroad.server.audit().requestsBy("shopfleet-operator", mark).stream()
                .filter(request -> request.resource().equals("shopclaims") && request.verb().equals("get"))
                .filter(request -> request.namespace().equals(abroad.home))
                .count() >= 2L * topics);
    }

    private static List<AuditLog.Entry> writes(AuditLog.Mark mark) {
        return abroad.server.audit().writesBy("shopfleet-operator", mark).stream()
                .filter(write -> Set.of(abroad.home, abroad.namespace).contains(write.namespace()))
                .toList();
    }
}

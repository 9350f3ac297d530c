package io.shopfleet.operator.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.shopfleet.api.v1alpha1.ShopTopic;
import io.shopfleet.testkit.backend.KafkaServer;
import io.shopfleet.testkit.proxy.Rule;
import io.shopfleet.testkit.proxy.TcpProxy;
import io.shopfleet.testkit.proxy.TcpRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A ShopTopic whose Kafka is down, does not answer, or is another one")
class TopicOutagesTest {
    private static final String USER = "platform";
    private static final String PASSWORD = "the same everywhere";
    private static final String RIGHTS = "super.users=User:admin;User:" + USER;
    /** Numbers of Kafka's requests. */
    private static final int CREATE = 19;
    private static final int DELETE = 20;
    private static final int GROW = 37;
    private static final int CONFIGURE = 44;

    private static TcpProxy proxy;
    private static KafkaServer kafka;
    private static Admin admin;
    private Abroad abroad;

    @BeforeAll
    static void launch() throws Exception {
        proxy = TcpProxy.reserve();
        kafka = KafkaServer.launchBehind(proxy, RIGHTS);
        admin = kafka.admin();
        account(admin);
    }

    private static void account(Admin admin) throws Exception {
        admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                USER, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), PASSWORD))).all().get();
    }

    @AfterAll
    static void end() {
        admin.close();
        kafka.close();
        proxy.close();
    }

    @BeforeEach
    void open() {
        abroad = new Abroad();
        abroad.account("kafka", USER, PASSWORD);
        abroad.provide(abroad.home, "kafka", "{external: {bootstrapServers: [\"127.0.0.1:%d\"], credentialsSecret: kafka, tls: None}}"
                .formatted(proxy.port()));
        abroad.start();
    }

    @AfterEach
    void close() {
        abroad.close();
        proxy.clear();
        proxy.up();
    }

    private void topic(String name, String... lines) {
        abroad.topic(abroad.namespace, name, lines);
    }

    private void ready(String name) {
        abroad.ready(abroad.namespace, name);
    }

    private void tells(String name, String condition, String expected) {
        abroad.tells(ShopTopic.class, abroad.namespace, name, condition, expected);
    }

    private void look(String name) {
        abroad.annotate(ShopTopic.class, abroad.namespace, name, "example.com/look");
    }

    private void blocked(String name, String message) {
        abroad.sees(ShopTopic.class, abroad.namespace, name, status -> assertThat(status.problems())
                .extracting(problem -> problem.reason() + ": " + problem.message())
                .containsExactly("DeletionBlocked: " + message));
    }

    private void delete(String name) {
        abroad.delete(ShopTopic.class, abroad.namespace, name);
    }

    private void gone(String name) {
        abroad.gone(ShopTopic.class, abroad.namespace, name);
    }

    private List<String> claims() {
        return abroad.claims().stream()
                .map(claim -> claim.getSpec().name().replace(abroad.namespace + ".", "") + " " + claim.getSpec().state())
                .toList();
    }

    private Set<String> topics(Admin admin) throws Exception {
        Set<String> names = admin.listTopics().names().get();
        names.removeIf(name -> !name.startsWith(abroad.namespace + "."));
        return names;
    }

    /** A request of this sort, alone in what the client sent. */
    private static Rule<TcpRequest> when(int sort) {
        return proxy.when(request -> request.bytes().length() > 5 && request.bytes().charAt(5) == sort && request.bytes().charAt(4) == 0);
    }

    @Test
    void isDeletedWithItsRecordsOnlyWhenKafkaIsBackUnlessAPersonLetsItGo() throws Exception {
        List.of("must", "shall", "will", "waits").forEach(name -> topic(name, "deletionPolicy: Delete"));
        topic("may");
        List.of("must", "shall", "will", "waits", "may").forEach(this::ready);
        proxy.down();
        List.of("must", "shall", "will", "waits", "may").forEach(this::delete);
        gone("may");
        blocked("must", "Kafka does not answer");
        abroad.annotate(ShopTopic.class, abroad.namespace, "shall", "shopfleet.io/force-orphan");
        gone("shall");
        abroad.annotate(ShopTopic.class, abroad.namespace, "will", "shopfleet.io/deletion-deadline", "1s");
        gone("will");
        assertThat(claims()).containsExactlyInAnyOrder("must Held", "waits Held", "shall Released", "will Released", "may Released");
        assertThat(topics(admin)).hasSize(5);
        proxy.up();
        look("must");
        gone("must");
        gone("waits");
        assertThat(topics(admin)).containsExactlyInAnyOrder(
                abroad.namespace + ".shall", abroad.namespace + ".will", abroad.namespace + ".may");
        assertThat(claims()).containsExactlyInAnyOrder("shall Released", "will Released", "may Released");
        assertThat(events("shall")).contains("Orphaned: " + abroad.namespace
                + ".shall is kept, and so is its claim: an annotation asks for it");
    }

    @Test
    void whoseCredentialsAreDeletedBeforeItSaysSoAndIsLetGo() {
        topic("must", "deletionPolicy: Delete");
        topic("may");
        List.of("must", "may").forEach(this::ready);
        abroad.admin.secrets().inNamespace(abroad.home).withName("kafka").delete();
        List.of("must", "may").forEach(this::delete);
        gone("may");
        blocked("must", "the account that the operator needs is not there");
        abroad.annotate(ShopTopic.class, abroad.namespace, "must", "shopfleet.io/force-orphan");
        gone("must");
        assertThat(claims()).containsExactlyInAnyOrder("must Released", "may Released");
    }

    private List<String> events(String name) {
        return abroad.admin.resources(Event.class).inNamespace(abroad.namespace).list().getItems().stream()
                .filter(event -> event.getRegarding().getName().equals(name))
                .map(event -> event.getReason() + ": " + event.getNote())
                .toList();
    }

    @Test
    void doesNotHoldUpThoseOfOtherServersAndCatchesUp() throws Exception {
        topic("before");
        ready("before");
        KafkaServer other = KafkaServer.shared();
        abroad.account("other", KafkaServer.ADMIN, other.password());
        String second = abroad.home + "-2";
        abroad.provide(second, "kafka", "{external: {bootstrapServers: [\"%s\"], credentialsSecret: other, tls: None}}"
                .formatted(other.bootstrap()));
        proxy.freeze();
        List<String> held = IntStream.range(0, 30).mapToObj(n -> "held-" + n).toList();
        held.forEach(this::topic);
        tells("held-0", "Ready", "Unknown DependencyUnreachable");
        abroad.topicOf(second, "elsewhere");
        ready("elsewhere");
        tells("held-29", "Ready", "Unknown DependencyUnreachable");
        assertThat(topics(admin)).containsExactly(abroad.namespace + ".before");
        proxy.thaw();
        held.forEach(this::ready);
        assertThat(abroad.lifeline.count("created topic " + abroad.namespace + ".held-")).isEqualTo(30);
    }

    @Test
    void isMadeChangedAndDeletedOnceAlthoughEachAnswerIsLost() throws Exception {
        topic("warm");
        ready("warm");
        var rules = Map.of("create", when(CREATE).nth(1).cutAfter(), "grow", when(GROW).nth(1).cutAfter(),
                "configure", when(CONFIGURE).nth(1).cutAfter(), "delete", when(DELETE).nth(1).cutAfter());
        topic("lost", "partitions: 1", "deletionPolicy: Delete");
        ready("lost");
        String id = abroad.get(ShopTopic.class, abroad.namespace, "lost").getStatus().external().id();
        topic("lost", "partitions: 3", "config: {retention.ms: '60000'}", "deletionPolicy: Delete");
        ready("lost");
        String name = abroad.namespace + ".lost";
        var described = admin.describeTopics(List.of(name)).allTopicNames().get().get(name);
        assertThat(described.partitions()).hasSize(3);
        assertThat(described.topicId().toString()).isEqualTo(id);
        delete("lost");
        gone("lost");
        assertThat(topics(admin)).containsExactly(abroad.namespace + ".warm");
        assertThat(claims()).containsExactly("warm Held");
        assertThat(rules).allSatisfy((sort, rule) -> assertThat(rule.hits()).as(sort).isPositive());
    }

    @Test
    void isLeftAloneWhileAnotherClusterAnswersAtTheAddress() throws Exception {
        topic("prices", "config: {segment.ms: '70000'}", "deletionPolicy: Delete");
        topic("leaves", "deletionPolicy: Delete");
        ready("prices");
        ready("leaves");
        try (KafkaServer other = KafkaServer.launchBehind(proxy, RIGHTS); Admin there = other.admin()) {
            account(there);
            look("prices");
            tells("prices", "Ready", "False WrongBackend");
            topic("prices", "config: {segment.ms: '80000'}", "deletionPolicy: Delete");
            tells("prices", "Ready", "False WrongBackend");
            delete("leaves");
            blocked("leaves", "another server answers at the address of the environment");
            assertThat(topics(there)).isEmpty();
            assertThat(topics(admin)).hasSize(2);
            kafka.takeOver(proxy);
        }
        gone("leaves");
        abroad.annotate(ShopTopic.class, abroad.namespace, "prices", "example.com/look-again");
        ready("prices");
        await().atMost(Abroad.PATIENCE).untilAsserted(() ->
                assertThat(topics(admin)).containsExactly(abroad.namespace + ".prices"));
        assertThat(abroad.lifeline.count("created topic")).isEqualTo(2);
    }
}

package io.shopfleet.operator.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.shopfleet.api.v1alpha1.ShopCache;
import io.shopfleet.api.v1alpha1.ShopDatabase;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.ShopTopic;
import io.shopfleet.operator.source.Binding;
import io.shopfleet.testkit.backend.KafkaServer;
import io.shopfleet.testkit.backend.PostgresServer;
import io.shopfleet.testkit.backend.RedisServer;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** As a service would use what it finds in its bindings, against the real servers. */
@DisplayName("A service with an edge to something outside")
class AccessTest {
    private static Abroad abroad;
    private static KafkaServer kafka;
    private static PostgresServer postgres;
    private static RedisServer redis;

    @BeforeAll
    static void open() {
        kafka = KafkaServer.shared();
        postgres = PostgresServer.shared();
        redis = RedisServer.shared();
        abroad = new Abroad();
        abroad.provide(kafka);
        abroad.provide(postgres);
        abroad.provide(redis);
        abroad.start();
    }

    @AfterAll
    static void close() {
        abroad.close();
    }

    private static void service(String namespace, String name, String... edges) {
        abroad.apply(namespace, """
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: %s}
                spec:
                  environment: %s
                  image: registry.example/shop/%1$s:1.0.0
                  dependencies:
                """.formatted(name, abroad.home) + String.join("", List.of(edges).stream().map(edge -> "  - " + edge + "\n").toList()));
    }

    /** The files of the edge, once the service has access. */
    private static Map<String, String> bound(String namespace, String service, String edge) {
        await().atMost(Abroad.PATIENCE).untilAsserted(() -> {
            Secret secret = secret(namespace, service, edge);
            assertThat(secret).isNotNull();
            assertThat(Binding.on(secret)).hasValueSatisfying(binding -> assertThat(binding.ready()).as(binding.message()).isTrue());
        });
        var files = new TreeMap<String, String>();
        secret(namespace, service, edge).getData().forEach((key, value) ->
                files.put(key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
        return files;
    }

    private static Secret secret(String namespace, String service, String edge) {
        return abroad.admin.secrets().inNamespace(namespace).withName(service + "." + edge + ".binding").get();
    }

    private static Map<String, Object> client(Map<String, String> files) {
        var settings = new HashMap<>(kafka.client(files.get("username"), files.get("password")));
        settings.put("bootstrap.servers", files.get("bootstrap-servers"));
        settings.put("default.api.timeout.ms", 10_000);
        settings.put("request.timeout.ms", 5_000);
        settings.put("max.block.ms", 10_000);
        return settings;
    }

    private static void send(Map<String, String> files, String text) throws Exception {
        try (var producer = new KafkaProducer<>(client(files), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(files.get("topic"), text)).get();
        }
    }

    @Test
    void publishesAndConsumesWithTheAccountOfItsBinding() throws Exception {
        abroad.topic(abroad.namespace, "prices", "partitions: 1");
        service(abroad.namespace, "catalog", "{name: prices, topic: {name: prices, access: Write}}");
        service(abroad.namespace, "orders", "{name: prices, topic: {name: prices, access: Read}}");
        Map<String, String> catalog = bound(abroad.namespace, "catalog", "prices");
        Map<String, String> orders = bound(abroad.namespace, "orders", "prices");
        assertThat(orders).containsEntry("type", "kafka").containsEntry("username", abroad.namespace + ".orders")
                .containsEntry("group", abroad.namespace + ".orders").containsEntry("topic", abroad.namespace + ".prices");
        await().atMost(Abroad.PATIENCE).ignoreExceptionsInstanceOf(ExecutionException.class).untilAsserted(() -> send(catalog, "cheaper"));
        assertThatThrownBy(() -> send(orders, "mine")).hasRootCauseInstanceOf(AuthorizationException.class);
        var settings = client(orders);
        settings.put("group.id", orders.get("group"));
        settings.put("auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(orders.get("topic")));
            await().atMost(Abroad.PATIENCE).until(() -> !consumer.poll(Duration.ofMillis(200)).isEmpty());
        }
    }

    /** The account stays, for Kafka 4.3 does not survive its removal. */
    @Test
    void canNoLongerLogInAfterItsLastEdgeAndIsAllowedNothing() throws Exception {
        abroad.topic(abroad.namespace, "leaves", "partitions: 1");
        service(abroad.namespace, "leaver", "{name: it, topic: {name: leaves, access: Write}}");
        Map<String, String> leaver = bound(abroad.namespace, "leaver", "it");
        login(leaver);
        abroad.delete(ShopService.class, abroad.namespace, "leaver");
        await().atMost(Abroad.PATIENCE).untilAsserted(() ->
                assertThatThrownBy(() -> login(leaver)).hasCauseInstanceOf(SaslAuthenticationException.class));
        var any = new AclBindingFilter(ResourcePatternFilter.ANY,
                new AccessControlEntryFilter("User:" + leaver.get("username"), null, AclOperation.ANY, AclPermissionType.ANY));
        try (Admin admin = kafka.admin()) {
            await().atMost(Abroad.PATIENCE).untilAsserted(() -> assertThat(admin.describeAcls(any).values().get()).isEmpty());
        }
    }

    private static void login(Map<String, String> files) throws Exception {
        try (Admin admin = Admin.create(client(files))) {
            admin.describeCluster().clusterId().get();
        }
    }

    @Test
    void worksInADatabaseWithTheRightsOfItsEdgeAlone() throws Exception {
        abroad.database(abroad.namespace, "orders");
        service(abroad.namespace, "maker", "{name: db, database: {name: orders, access: Owner}}");
        service(abroad.namespace, "reader", "{name: db, database: {name: orders, access: Read}}");
        sql(bound(abroad.namespace, "maker", "db"), "create table item(id int); insert into item values (1)");
        Map<String, String> reader = bound(abroad.namespace, "reader", "db");
        sql(reader, "select * from item");
        assertThatThrownBy(() -> sql(reader, "delete from item")).hasMessageContaining("permission denied");
        assertThat(reader.get("jdbc-url")).startsWith("jdbc:postgresql://" + postgres.host() + ":" + postgres.port() + "/");
    }

    private static void sql(Map<String, String> files, String text) throws Exception {
        try (var connection = DriverManager.getConnection(files.get("jdbc-url"), files.get("username"), files.get("password"));
                var statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    @Test
    void keepsKeysUnderThePrefixOfItsCache() {
        abroad.cache(abroad.namespace, "carts");
        service(abroad.namespace, "shopper", "{name: cache, cache: {name: carts, access: ReadWrite}}");
        Map<String, String> files = bound(abroad.namespace, "shopper", "cache");
        assertThat(redis.runAs(files.get("username"), files.get("password"), "SET", files.get("prefix") + "1", "a")).contains("OK");
        assertThat(redis.runAs(files.get("username"), files.get("password"), "SET", "other:1", "a")).contains("NOPERM");
    }

    @Test
    void ofAnotherNamespaceGetsNothingWithoutAGrantAndWhatItSaysWithOne() {
        String other = abroad.neighbour;
        abroad.topic(abroad.namespace, "shared", "partitions: 1");
        abroad.ready(abroad.namespace, "shared");
        service(other, "reports", "{name: in, topic: {name: shared, namespace: %s, access: Read}}".formatted(abroad.namespace));
        service(abroad.namespace, "own", "{name: in, topic: {name: shared}}");
        bound(abroad.namespace, "own", "in");
        assertThat(secret(other, "reports", "in")).isNull();
        abroad.topic(abroad.namespace, "shared", "partitions: 1", "grants: [{namespace: %s, service: reports, access: Read}]".formatted(other));
        bound(other, "reports", "in");
        abroad.topic(abroad.namespace, "shared", "partitions: 1", "grants: [{namespace: %s, service: others, access: Read}]".formatted(other));
        await().atMost(Abroad.PATIENCE).untilAsserted(() -> assertThat(secret(other, "reports", "in")).isNull());
    }

    @Test
    void isToldWhyItHasNoAccessYet() {
        service(abroad.namespace, "waits", "{name: in, topic: {name: refused}}");
        abroad.topic(abroad.namespace, "refused", "partitions: 51");
        abroad.tells(ShopTopic.class, abroad.namespace, "refused", "Accepted", "False NotSupported");
        await().atMost(Abroad.PATIENCE).untilAsserted(() -> assertThat(Binding.on(secret(abroad.namespace, "waits", "in")))
                .hasValue(new Binding(false, "DependencyNotReady",
                        "ShopTopic refused is not ready: the environment allows 50 partitions at most", Map.of())));
    }

    @Test
    void whoseSecretSomebodyElseMadeGetsNothingAndHarmsNoOther() {
        abroad.admin.resource(new SecretBuilder().withNewMetadata().withName("unlucky.in.binding").withNamespace(abroad.namespace)
                .endMetadata().withStringData(Map.of("password", "mine")).build()).create();
        abroad.topic(abroad.namespace, "crowded", "partitions: 1");
        service(abroad.namespace, "unlucky", "{name: in, topic: {name: crowded}}");
        service(abroad.namespace, "zealous", "{name: in, topic: {name: crowded}}");
        bound(abroad.namespace, "zealous", "in");
        abroad.ready(abroad.namespace, "crowded");
        assertThat(secret(abroad.namespace, "unlucky", "in").getData()).containsOnlyKeys("password");
        await().atMost(Abroad.PATIENCE).untilAsserted(() -> assertThat(
                        abroad.admin.events().v1().events().inNamespace(abroad.namespace).list().getItems())
                .extracting(event -> event.getRegarding().getName() + ": " + event.getNote())
                .contains("crowded: Secret unlucky.in.binding in namespace " + abroad.namespace + " is in the way; delete or rename it"));
    }

    @Test
    void keepsItsPasswordWhereSomebodyDeletesTheSecretWithItOrTheBinding() {
        abroad.cache(abroad.namespace, "steady");
        abroad.database(abroad.namespace, "steady");
        service(abroad.namespace, "steady", "{name: cache, cache: {name: steady}}", "{name: db, database: {name: steady}}");
        Map<String, String> cache = bound(abroad.namespace, "steady", "cache");
        Map<String, String> database = bound(abroad.namespace, "steady", "db");
        abroad.tells(ShopCache.class, abroad.namespace, "steady", "Synced", "True Synced");
        abroad.tells(ShopDatabase.class, abroad.namespace, "steady", "Synced", "True Synced");
        abroad.admin.secrets().inNamespace(abroad.namespace).withLabel("shopfleet.io/account").list().getItems().stream()
                .filter(account -> account.getMetadata().getName().startsWith("steady.cache"))
                .forEach(account -> abroad.admin.resource(account).delete());
        abroad.annotate(ShopCache.class, abroad.namespace, "steady", "example.com/look");
        await().atMost(Abroad.PATIENCE).until(() -> abroad.admin.secrets().inNamespace(abroad.namespace)
                .withLabel("shopfleet.io/account").list().getItems().stream()
                .anyMatch(account -> account.getMetadata().getName().startsWith("steady.cache")));
        abroad.admin.secrets().inNamespace(abroad.namespace).withName("steady.db.binding").delete();
        await().atMost(Abroad.PATIENCE).until(() -> secret(abroad.namespace, "steady", "db") != null);
        assertThat(bound(abroad.namespace, "steady", "db")).isEqualTo(database);
        assertThat(bound(abroad.namespace, "steady", "cache")).isEqualTo(cache);
        assertThat(Set.of(cache.get("password"), database.get("password"))).hasSize(2);
    }
}

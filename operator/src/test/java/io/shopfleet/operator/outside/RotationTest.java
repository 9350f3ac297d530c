package io.shopfleet.operator.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.testkit.PlayedNode;
import io.shopfleet.testkit.backend.KafkaServer;
import io.shopfleet.testkit.backend.PostgresServer;
import io.shopfleet.testkit.backend.RedisServer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each pod logs in all the time with what it was given when it started, as applications do. */
@DisplayName("New passwords for a service")
class RotationTest {
    private static final int ROTATIONS = Boolean.getBoolean("full") ? 10 : 3;

    private static Abroad abroad;
    private static KafkaServer kafka;
    private static PostgresServer postgres;
    private static RedisServer redis;
    private static PlayedNode node;

    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final AtomicInteger logins = new AtomicInteger();
    private volatile boolean over;

    @BeforeAll
    static void open() {
        kafka = KafkaServer.shared();
        postgres = PostgresServer.shared();
        redis = RedisServer.shared();
        abroad = new Abroad();
        abroad.provide(kafka);
        abroad.provide(postgres);
        abroad.provide(redis);
        node = PlayedNode.in(abroad.server, abroad.namespace);
        abroad.startWithServices();
    }

    @AfterAll
    static void close() {
        abroad.close();
        node.close();
    }

    @Test
    void areNoticedByNoPodAndTheOldOnesAreClosed() throws Exception {
        abroad.topic(abroad.namespace, "prices", "partitions: 1");
        abroad.database(abroad.namespace, "orders");
        abroad.cache(abroad.namespace, "carts");
        abroad.apply(abroad.namespace, """
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: orders}
                spec:
                  environment: %s
                  image: registry.example/shop/orders:1.0.0
                  replicas: 2
                  ports: [{name: http, port: 8080}]
                  dependencies:
                    - {name: prices, topic: {name: prices, access: ReadWrite}}
                    - {name: db, database: {name: orders, access: Owner}}
                    - {name: cache, cache: {name: carts}}
                """.formatted(abroad.home));
        promoted();
        Thread applications = Thread.ofVirtual().start(() -> {
            while (!over) {
                pods().forEach(this::login);
            }
        });
        Set<String> passwords = new HashSet<>(passwords());
        for (int rotation = 1; rotation <= ROTATIONS; rotation++) {
            rotate("request-" + rotation);
            passwords.addAll(passwords());
        }
        over = true;
        applications.join();
        assertThat(failures).isEmpty();
        assertThat(logins.get()).isGreaterThan(20);
        assertThat(passwords).as("three accounts, each with a first password and those of the rotations").hasSize(3 * (1 + ROTATIONS));
        assertThat(accountsOutside()).as("the former logins are closed").containsExactly(
                "kafka " + (ROTATIONS % 2 == 0 ? abroad.namespace + ".orders" : abroad.namespace + ".orders.b"),
                "postgres " + (ROTATIONS % 2 == 0 ? "a" : "b"));
    }

    private static void promoted() {
        await().atMost(Abroad.PATIENCE).untilAsserted(() -> {
            ShopService service = abroad.admin.resources(ShopService.class).inNamespace(abroad.namespace).withName("orders").get();
            assertThat(service.getStatus()).isNotNull();
            assertThat(service.getStatus().conditions())
                    .filteredOn(condition -> condition.getType().equals("Ready"))
                    .extracting(condition -> condition.getStatus())
                    .containsExactly("True");
        });
    }

    /** And waits until nothing uses the former passwords any more. */
    private static void rotate(String request) {
        abroad.annotate(ShopService.class, abroad.namespace, "orders", "shopfleet.io/rotate", request);
        await().atMost(Abroad.PATIENCE).untilAsserted(() -> assertThat(accounts()).hasSize(3).allSatisfy(account -> {
            assertThat(account.getMetadata().getAnnotations()).containsEntry("shopfleet.io/rotated", request);
            assertThat(account.getData()).doesNotContainKey("previous-password");
        }));
        promoted();
    }

    private static List<Secret> accounts() {
        return abroad.admin.secrets().inNamespace(abroad.namespace).withLabel("shopfleet.io/account").list().getItems();
    }

    private static Set<String> passwords() {
        return accounts().stream().map(account -> account.getData().get("password")).collect(Collectors.toSet());
    }

    private static List<Pod> pods() {
        return abroad.admin.pods().inNamespace(abroad.namespace).withLabel("shopfleet.io/service", "orders").list().getItems().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }

    private void login(Pod pod) {
        String epoch = pod.getMetadata().getLabels().get("shopfleet.io/epoch");
        Secret secret = abroad.admin.secrets().inNamespace(abroad.namespace).withName("orders-epoch-" + epoch).get();
        Optional<String> failure = secret == null ? Optional.of("epoch " + epoch + " is gone") : refused(secret);
        logins.incrementAndGet();
        // A pod that has ended meanwhile needs no login.
        failure.filter(why -> pods().stream().anyMatch(other -> other.getMetadata().getUid().equals(pod.getMetadata().getUid())))
                .ifPresent(why -> failures.add("epoch " + epoch + ": " + why));
    }

    private static Optional<String> refused(Secret epoch) {
        return new Logins(kafka, redis).refused((edge, file) -> value(epoch, edge, file)).stream().findFirst();
    }

    private static String value(Secret epoch, String edge, String file) {
        String text = epoch.getData().get("orders." + edge + ".binding_" + file);
        return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    }

    /** What of the service may still do something at the servers. */
    private static Set<String> accountsOutside() throws Exception {
        var accounts = new TreeSet<String>();
        try (Admin admin = kafka.admin()) {
            admin.describeAcls(AclBindingFilter.ANY).values().get().stream()
                    .map(right -> right.entry().principal().replaceFirst("^User:", ""))
                    .filter(user -> user.startsWith(abroad.namespace + ".orders"))
                    .forEach(user -> accounts.add("kafka " + user));
        }
        String database = abroad.namespace.replace('-', '_') + "_orders";
        try (var connection = postgres.connect("postgres", PostgresServer.SUPERUSER, postgres.password());
                var rows = connection.createStatement().executeQuery(
                        "select rolname from pg_roles where rolcanlogin and rolname like '" + database + "%'")) {
            while (rows.next()) {
                accounts.add("postgres " + rows.getString(1).replaceFirst(".*_", ""));
            }
        }
        return accounts;
    }
}

package io.shopfleet.operator.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Secret;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.testkit.backend.KafkaServer;
import io.shopfleet.testkit.backend.PostgresServer;
import io.shopfleet.testkit.backend.RedisServer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The story of the logins of one service to all three servers, from the first over new passwords to their end, with an operator that
 * ends after each of its writes with the property full, else after every ninth.
 */
@DisplayName("An operator that is killed after any write of a service's access")
class KilledAccessTest {
    private static final int STRIDE = Boolean.getBoolean("full") ? 1 : 9;

    private final KafkaServer kafka = KafkaServer.shared();
    /** Each operator that is killed leaves a session behind, as its process would not. */
    private static PostgresServer postgres;

    private final RedisServer redis = RedisServer.shared();
    private final Logins logins = new Logins(kafka, redis);

    @BeforeAll
    static void launch() {
        postgres = PostgresServer.launch("max_connections=300");
    }

    @AfterAll
    static void end() {
        postgres.close();
    }

    /** The files of each edge, as they were bound. */
    private record Bound(Map<String, Secret> bindings) implements Logins.Files {

        @Override
        public String get(String edge, String file) {
            return new String(Base64.getDecoder().decode(bindings.get(edge).getData().get(file)), StandardCharsets.UTF_8);
        }

        List<String> passwords() {
            return bindings.keySet().stream().sorted().map(edge -> get(edge, "password")).toList();
        }
    }

    @TestFactory
    List<DynamicTest> anotherOneGoesOnToTheSameEnd() {
        int writes = told(Integer.MAX_VALUE).size();
        assertThat(writes).isGreaterThan(30);
        return Lifeline.ends(writes, STRIDE, last -> told(last));
    }

    /** The writes of the whole story. */
    private List<String> told(int last) {
        Abroad abroad = new Abroad();
        abroad.provide(kafka);
        abroad.provide(postgres);
        abroad.provide(redis);
        if (last < Integer.MAX_VALUE) {
            abroad.lifeline.endAfter(last);
        }
        abroad.start();
        try {
            story(abroad);
            return abroad.lifeline.entries();
        } finally {
            abroad.close();
        }
    }

    private void story(Abroad abroad) {
        abroad.topic(abroad.namespace, "prices", "partitions: 1");
        abroad.database(abroad.namespace, "orders");
        abroad.cache(abroad.namespace, "carts");
        service(abroad, """
                    - {name: prices, topic: {name: prices, access: ReadWrite}}
                    - {name: db, database: {name: orders, access: Owner}}
                    - {name: cache, cache: {name: carts}}
                """);
        abroad.lives(() -> isReady(abroad));
        Bound first = bound(abroad);
        assertThat(logins.refused(first)).as("let in with the first passwords").isEmpty();
        rotate(abroad);
        abroad.lives(() -> isRotated(abroad));
        Bound second = bound(abroad);
        assertThat(logins.refused(second)).as("let in with the new passwords").isEmpty();
        assertThat(second.passwords()).as("three new passwords").hasSize(3).doesNotContainAnyElementsOf(first.passwords());
        assertThat(logins.refused(first)).as("not let in with the first passwords any more").hasSize(3);
        service(abroad, "");
        abroad.lives(() -> bindings(abroad).isEmpty());
        await().atMost(Abroad.PATIENCE).untilAsserted(() ->
                assertThat(logins.refused(second)).as("not let in without an edge").hasSize(3));
    }

    private static void service(Abroad abroad, String edges) {
        abroad.apply(abroad.namespace, """
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: orders}
                spec:
                  environment: %s
                  image: registry.example/shop/orders:1.0.0
                """.formatted(abroad.home) + (edges.isEmpty() ? "" : "  dependencies:\n" + edges));
    }

    private static void rotate(Abroad abroad) {
        abroad.annotate(ShopService.class, abroad.namespace, "orders", "shopfleet.io/rotate", "once");
    }

    private static Map<String, Secret> bindings(Abroad abroad) {
        var bindings = new HashMap<String, Secret>();
        Stream.of("prices", "db", "cache").forEach(edge -> Optional.ofNullable(
                        abroad.admin.secrets().inNamespace(abroad.namespace).withName("orders." + edge + ".binding").get())
                .ifPresent(secret -> bindings.put(edge, secret)));
        return bindings;
    }

    private static Bound bound(Abroad abroad) {
        return new Bound(bindings(abroad));
    }

    private static boolean isReady(Abroad abroad) {
        Map<String, Secret> bindings = bindings(abroad);
        return bindings.size() == 3 && bindings.values().stream()
                .allMatch(binding -> binding.getMetadata().getAnnotations().get("shopfleet.io/binding").contains("\"ready\":true"));
    }

    private static boolean isRotated(Abroad abroad) {
        List<Secret> accounts = abroad.admin.secrets().inNamespace(abroad.namespace).withLabel("shopfleet.io/account").list().getItems();
        Map<String, Secret> bindings = bindings(abroad);
        return accounts.size() == 3 && accounts.stream().allMatch(account ->
                "once".equals(account.getMetadata().getAnnotations().get("shopfleet.io/rotated"))
                        && !account.getData().containsKey("previous-password")
                        && bindings.values().stream().anyMatch(binding ->
                                account.getData().get("password").equals(binding.getData().get("password"))));
    }
}

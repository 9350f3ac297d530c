package io.shopfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The shop from the files of its services, with the servers that they need, in a namespace of its own. */
@OnNode
@Order(12)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WholeShopTest {
    private static final Path SERVICES = Node.ROOT.resolve("sample-services");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CHANGES = 40;
    private static final Duration AWAY = Duration.ofSeconds(Boolean.getBoolean("full") ? 60 : 5);
    /** Prints what it was given as a secret, and says why it ends. */
    private static final String FAILING = "[sh, -c, \"cat /bindings/db/password; echo; echo no such column; exit 1\"], timeout: 10s";

    private static String namespace;
    private static String backends;

    @BeforeAll
    static void open() {
        namespace = Shop.place().namespace() + "-whole";
        backends = Backends.shared().namespace();
        Node.apply("""
                apiVersion: v1
                kind: Namespace
                metadata:
                  name: %1$s
                  labels: {shopfleet.io/environment: %1$s, pod-security.kubernetes.io/enforce: restricted}
                ---
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopEnvironment
                metadata: {name: %1$s}
                spec:
                  allowedNamespaces: {selector: {matchLabels: {shopfleet.io/environment: %1$s}}}
                  images: {allowedRepositories: [shopfleet.local/]}
                  backendNamespace: %2$s
                  kafka: {embedded: {image: "shopfleet.local/kafka:4.3.1", storage: 1Gi}}
                  postgres: {embedded: {image: "shopfleet.local/postgres:18.6", storage: 1Gi}}
                  cache: {embedded: {image: "shopfleet.local/redis:7.0"}}
                """.formatted(namespace, backends));
    }

    /** The operator must be there to let go what stands for something outside. */
    @AfterAll
    static void close() {
        Node.kubectl("delete", "shopservices,shoptopics,shopdatabases,shopcaches", "--all", "--namespace", namespace, "--timeout=60s");
        Node.kubectl("delete", "shopenvironment/" + namespace, "--timeout=60s");
        Node.kubectl("delete", "namespace/" + namespace, "--wait=false");
    }

    private static String file(String service, String name) {
        try {
            return Files.readString(SERVICES.resolve(service).resolve(name))
                    .replace("namespace: shop\n", "namespace: " + namespace + "\n")
                    .replace("spec: {}", "spec:\n")
                    .replace("spec:\n", "spec:\n  environment: " + namespace + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void applyAll(String service) {
        try (Stream<Path> files = Files.list(SERVICES.resolve(service))) {
            files.map(file -> file.getFileName().toString()).filter(name -> name.matches("shop[a-z]+[.]yaml")).sorted()
                    .forEach(name -> Node.apply(file(service, name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String kubectl(String verb, String... arguments) {
        return Node.kubectl(Stream.concat(Stream.of(verb, "--namespace=" + namespace), Stream.of(arguments)).toArray(String[]::new));
    }

    private static JsonNode ask(String service, String path, String method, Object body) {
        try {
            return JSON.readTree(Node.client().raw(
                    "/api/v1/namespaces/" + namespace + "/services/http:" + service + ":80/proxy" + path, method, body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String placeOrder() {
        return ask("orders", "/orders", "POST", JSON.createObjectNode().set("lines", JSON.createArrayNode()
                .add(JSON.createObjectNode().put("sku", "MUG-01").put("quantity", 2)))).path("id").asText();
    }

    private static void price(long amountMinor) {
        JsonNode changed = ask("catalog", "/products/MUG-01/price", "PUT",
                JSON.createObjectNode().put("amountMinor", amountMinor).put("currency", "EUR"));
        assertThat(changed.at("/price/amountMinor").asLong()).isEqualTo(amountMinor);
    }

    private static long currentTotal(String order) {
        return ask("orders", "/orders/" + order, "GET", null).at("/currentTotal/amountMinor").asLong();
    }

    private static List<String> pods(String service) {
        return List.of(kubectl("get", "pods", "--selector=shopfleet.io/service=" + service, "--output=jsonpath={.items[*].metadata.uid}").split(" "));
    }

    @Test
    @Order(1)
    void comesUpWholeWhateverTheOrderInWhichItsFilesAreApplied() {
        applyAll("orders");
        applyAll("catalog");
        kubectl("wait", "shopservices", "--all", "--for=condition=Ready", "--timeout=240s");
        assertThat(kubectl("get", "jobs", "--output=jsonpath={.items[*].status.succeeded}")).isEqualTo("1 1");
        assertThat(ask("catalog", "/products/MUG-01", "GET", null).path("sku").asText()).isEqualTo("MUG-01");
    }

    @Test
    @Order(2)
    void aNewPriceIsSeenInAnOrderThatWasPlacedBefore() {
        String order = placeOrder();
        long[] millis = IntStream.rangeClosed(1, CHANGES).mapToLong(change -> seenAfter(order, 1_000 + change)).sorted().toArray();
        System.out.printf("a price is seen in an order after %d ms (median), %d ms (95 %%)%n", millis[CHANGES / 2], millis[CHANGES * 95 / 100]);
        assertThat(ask("orders", "/orders/" + order, "GET", null).at("/total/amountMinor").asLong()).isNotEqualTo(2 * (1_000 + CHANGES));
    }

    private static long seenAfter(String order, long amountMinor) {
        long begun = System.nanoTime();
        price(amountMinor);
        Await.atOnce("the price to be seen", () -> currentTotal(order) == 2 * amountMinor);
        return Duration.ofNanos(System.nanoTime() - begun).toMillis();
    }

    @Test
    @Order(3)
    void nothingIsLostWhileKafkaIsAwayAndBothServicesAnswer() {
        String order = placeOrder();
        String kafka = "statefulset/" + namespace + "-kafka";
        Node.kubectl("scale", kafka, "--namespace", backends, "--replicas=0");
        Node.kubectl("wait", "pod/" + namespace + "-kafka-0", "--namespace", backends, "--for=delete", "--timeout=60s");
        long back = System.nanoTime() + AWAY.toNanos();
        long last = 2_000;
        do {
            price(++last);
            assertThat(currentTotal(placeOrder())).isNotZero();
        } while (System.nanoTime() < back || last < 2_020);
        Node.kubectl("scale", kafka, "--namespace", backends, "--replicas=1");
        long expected = 2 * last;
        Await.until("the last price to be seen", () -> currentTotal(order) == expected);
    }

    @Test
    @Order(4)
    void aMigrationThatFailsIsToldWithoutThePasswordAndWhatServesGoesOn() {
        List<String> before = pods("orders");
        Node.apply(file("orders", "shopservice.yaml").replaceFirst("migration: \\{command: \\[[^]]*]", "migration: {command: " + FAILING));
        kubectl("wait", "shopservice/orders", "--for=jsonpath={.status.phase}=Failed", "--timeout=120s");
        String message = kubectl("get", "shopservice/orders", "--output=jsonpath={.status.failed.reason}: {.status.failed.message}");
        assertThat(message).startsWith("MigrationFailed: Job orders-migrate-").contains("it said last: ").endsWith("••• | no such column");
        String password = new String(Base64.getDecoder().decode(
                kubectl("get", "secret/orders.db.binding", "--output=jsonpath={.data.password}")));
        assertThat(kubectl("get", "shopservice/orders", "--output=json")).doesNotContain(password);
        assertThat(pods("orders")).containsExactlyInAnyOrderElementsOf(before);
        Node.apply(file("orders", "shopservice.yaml"));
        kubectl("wait", "shopservice/orders", "--for=jsonpath={.status.phase}=Running", "--timeout=120s");
        assertThat(pods("orders")).containsExactlyInAnyOrderElementsOf(before);
    }
}

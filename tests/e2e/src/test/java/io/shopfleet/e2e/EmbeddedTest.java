package io.shopfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** An environment whose servers the operator runs itself, from nothing to their end. */
@OnNode
@Order(12)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EmbeddedTest {
    private static final String ALL = "shoptopic/prices,shopdatabase/orders,shopcache/products";
    private static final String STORED = "jsonpath={.status.external.server} {.status.external.id}";
    private static final String MIGRATE =
            "java, -cp, '/app/app/*:/app/lib/main/*:/app/lib/boot/*', io.shopfleet.catalog.store.Migrate";
    private static String environment;
    private static String backends;

    @BeforeAll
    static void open() {
        backends = Backends.shared().namespace();
        environment = Shop.place().namespace() + "-data";
    }

    /** Nothing of them is deleted with its resource; the operator must be there to let each go. */
    @AfterAll
    static void close() {
        shop("delete", "shopservice/bound," + ALL, "--ignore-not-found", "--timeout=60s");
        Node.kubectl("delete", "shopenvironment/" + environment, "--ignore-not-found", "--timeout=60s");
    }

    private static String shop(String verb, String resources, String... more) {
        return Shop.place().kubectl(Stream.concat(Stream.concat(Stream.of(verb), Stream.of(resources.split(","))), Stream.of(more))
                .toArray(String[]::new));
    }

    private static void apply() {
        Node.apply(file());
    }

    private static String file() {
        return Resource.text("embedded.yaml").replace("@ENVIRONMENT@", environment).replace("@BACKENDS@", backends)
                .replace("@NAMESPACE@", Shop.place().namespace());
    }

    private static String pods() {
        return Node.kubectl("get", "pods", "--namespace", backends, "--output=jsonpath={.items[*].metadata.name}");
    }

    private static Set<String> uids() {
        return Set.of(Node.kubectl("get", "pods", "--namespace", backends, "--output=jsonpath={.items[*].metadata.uid}").split(" "));
    }

    @Test
    @Order(1)
    void allThreeRunAndWhatIsDescribedInThemGetsReady() {
        apply();
        shop("wait", ALL, "--for=condition=Ready", "--timeout=180s");
        Node.kubectl("wait", "shopenvironment/" + environment, "--for=condition=Ready", "--timeout=60s");
        assertThat(pods()).isEqualTo(environment + "-cache-0 " + environment + "-kafka-0 " + environment + "-postgres-0");
    }

    /** Its probes pass, so its pods were started with everything that they mount. Its logins are closed before the servers start again. */
    @Test
    @Order(2)
    void aServiceWithEdgesToAllThreeStartsWithAFolderForEach() {
        Node.apply("""
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: bound, namespace: %s}
                spec:
                  environment: %s
                  image: shopfleet.local/catalog:1.0.0
                  ports: [{name: http, port: 8080}]
                  resources: {requests: {cpu: 50m, memory: 192Mi}, limits: {memory: 320Mi}}
                  health: {readiness: /q/health/ready, startup: /q/health/started}
                  scratch: [{mountPath: /tmp, size: 64Mi}]
                  dependencies:
                    - {name: prices, topic: {name: prices, access: ReadWrite}}
                    - name: db
                      database: {name: orders, access: Owner, migration: {command: [%s]}}
                    - {name: products, cache: {name: products}}
                """.formatted(Shop.place().namespace(), environment, MIGRATE));
        shop("wait", "shopservice/bound", "--for=condition=Ready", "--timeout=120s");
        assertThat(shop("get", "pods", "--selector=shopfleet.io/service=bound",
                        "--output=jsonpath={.items[0].spec.containers[0].volumeMounts[*].mountPath}").split(" "))
                .contains("/bindings/prices", "/bindings/db", "/bindings/products");
        shop("delete", "shopservice/bound", "--timeout=60s");
    }

    @Test
    @Order(3)
    void whatHasAVolumeOutlivesItsPodAndWhatHasNoneBeginsAnewAndIsReported() {
        String topic = shop("get", "shoptopic/prices", "--output", STORED);
        String database = shop("get", "shopdatabase/orders", "--output", STORED);
        String cache = shop("get", "shopcache/products", "--output", STORED);
        Set<String> before = uids();
        // Without waiting: kubectl may miss the end of a pod whose name is taken again at once.
        Node.kubectl("delete", "pods", "--all", "--namespace", backends, "--wait=false");
        Await.until("other pods to be there", () -> uids().size() == 3 && uids().stream().noneMatch(before::contains));
        Node.kubectl("wait", "pods", "--all", "--namespace", backends, "--for=condition=Ready", "--timeout=120s");
        Await.slowly("the cache to be another one", () -> {
            shop("annotate", ALL, "--overwrite", "example.com/look=" + System.nanoTime());
            return !shop("get", "shopcache/products", "--output", STORED).equals(cache);
        });
        shop("wait", ALL, "--for=condition=Ready", "--timeout=120s");
        assertThat(shop("get", "shoptopic/prices", "--output", STORED)).isEqualTo(topic);
        assertThat(shop("get", "shopdatabase/orders", "--output", STORED)).isEqualTo(database);
        Await.until("an event to tell", () -> shop("describe", "shopcache/products").contains("BackendReset"));
    }

    @Test
    @Order(4)
    void whatIsNotAskedForAnyMoreGoesAndItsVolumeStays() {
        Node.apply(file().split("---")[0].replaceAll("(?m)^  (kafka|cache): .*\n", ""));
        Await.until("only postgres to be left", () -> pods().equals(environment + "-postgres-0"));
        assertThat(Node.kubectl("get", "persistentvolumeclaims", "--namespace", backends, "--output=jsonpath={.items[*].metadata.name}"))
                .isEqualTo("data-" + environment + "-kafka-0 data-" + environment + "-postgres-0");
        Await.until("the topic to wait", () -> shop("get", "shoptopic/prices").contains("ProviderMissing"));
    }

    @Test
    @Order(5)
    void whatIsAskedForAgainFindsItsDataAgain() {
        String topic = shop("get", "shoptopic/prices", "--output", STORED);
        apply();
        shop("wait", ALL, "--for=condition=Ready", "--timeout=180s");
        assertThat(shop("get", "shoptopic/prices", "--output", STORED)).isEqualTo(topic);
    }
}

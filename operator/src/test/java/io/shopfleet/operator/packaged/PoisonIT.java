package io.shopfleet.operator.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopfleet.operator.live.SpelledOut;
import io.shopfleet.testkit.ApiServer;
import io.shopfleet.testkit.Chart;
import io.shopfleet.testkit.PackagedOperator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar reads what does not fit, as it comes and after a restart; each object tells its problem and harms no other. */
class PoisonIT {
    /** Far beyond what JSON readers take by default, well within what the API server stores. */
    private static final int DEEP = 2_000;

    private static final Map<String, String> POISON = Map.of(
            "list", "\"ports\": \"http\"",
            "enum", "\"rollout\": {\"strategy\": \"Teleport\"}",
            "deep", "\"config\": {\"a\": " + "[".repeat(DEEP) + "]".repeat(DEEP) + "}",
            "long", "\"config\": {\"" + "a".repeat(60_000) + "\": []}");

    private static ApiServer server;
    private static String system;
    private static Shop shop;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() {
        server = ApiServer.shared();
        system = Chart.install(server);
        shop = Shop.open(server);
    }

    @AfterAll
    static void restore() {
        server.applyCrds();
        shop.close();
    }

    @Test
    void readsWhatDoesNotFitAsItComesAndAfterARestart() {
        try (var operator = PackagedOperator.start(server, system, "tolerant").awaitReady()) {
            applyHealthy("1.0.0");
            shop.seesRunning("healthy", "1.0.0");
            server.loosenCrds();
            POISON.forEach(this::poison);
            POISON.keySet().forEach(this::tellsItsProblem);
            applyHealthy("1.1.0");
            shop.seesRunning("healthy", "1.1.0");
            assertThat(operator.get("/q/health/live").statusCode()).isEqualTo(200);
            operator.signal("TERM");
            operator.exitCode();
        }
        try (var operator = PackagedOperator.start(server, system, "tolerant-too").awaitReady()) {
            applyHealthy("1.2.0");
            shop.seesRunning("healthy", "1.2.0");
            assertThat(operator.get("/q/health/live").statusCode()).isEqualTo(200);
        }
    }

    private void tellsItsProblem(String name) {
        String reason = name.equals("enum") ? "UnknownValue" : "Unreadable";
        await(name).atMost(PackagedOperator.PATIENCE).pollInterval(Duration.ofMillis(300)).untilAsserted(() ->
                assertThat(kubectl("get", "shopservice", name, "--output", "jsonpath={.status.problems[*].reason}")).isEqualTo(reason));
    }

    /** As text, since no client of ours could write it; the server needs a moment until it goes by the looser schema. */
    private void poison(String name, String line) {
        Path file = folder.resolve(name + ".json");
        try {
            Files.writeString(file, """
                    {"apiVersion": "shopfleet.io/v1alpha1", "kind": "ShopService", "metadata": {"name": "%s"},
                     "spec": {"environment": "%s", "image": "registry.example/shop/poison:1.0.0", "replicas": 1,
                              "pod": {"topologyKey": "kubernetes.io/hostname"}, %s}}
                    """.formatted(name, shop.namespace, line));
        } catch (IOException e) {
            throw new IllegalStateException("the folder for temporary files cannot be written", e);
        }
        await(name).atMost(PackagedOperator.PATIENCE).pollInterval(Duration.ofMillis(300))
                .until(() -> kubectl("create", "--filename", file.toString()), answer -> answer.contains("created"));
    }

    private static String kubectl(String... words) {
        var arguments = new String[words.length + 1];
        System.arraycopy(words, 0, arguments, 0, words.length);
        arguments[words.length] = "--namespace=" + shop.namespace;
        return server.kubectl().run(arguments).text();
    }

    private static void applyHealthy(String version) {
        shop.apply(SpelledOut.healthy(shop.namespace, version));
    }
}

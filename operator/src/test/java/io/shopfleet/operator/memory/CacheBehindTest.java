package io.shopfleet.operator.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.operator.cluster.Pass;
import io.shopfleet.operator.fleet.Resolved;
import io.shopfleet.operator.source.Fingerprint;
import io.shopfleet.operator.source.Reference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A value is copied only when it is the one that the decision was made on. */
class CacheBehindTest {
    private static final String SPEC = Scenarios.yaml("1.0.0", 1) + "  env: [{name: TOKEN, %s: {name: card, key: token}}]\n";

    private static Resolved<SortedMap<String, Fingerprint>> cached(String value) {
        return new Resolved.Found<>(new TreeMap<>(Map.of("token", Fingerprint.of(value.getBytes(StandardCharsets.UTF_8)))));
    }

    private static void copiesNothingThatTheCacheDoesNotShow(String kind, String reference) {
        var shop = new Shop(new Scenario("", SPEC.formatted(reference), List.of(), List.of(), Set.of()));
        shop.keep(kind, "card", Map.of("token", "two"));
        long version = shop.world.version();
        var behind = new WorldCluster(shop, () -> {}) {
            String seen = "one";

            @Override
            public Resolved<SortedMap<String, Fingerprint>> keys(String namespace, Reference named) {
                return cached(seen);
            }
        };
        var pass = new Pass(shop.clock());
        assertThat(pass.run(shop.service(), behind)).contains(Duration.ofMillis(50));
        assertThat(shop.world.version()).isEqualTo(version);
        behind.seen = "two";
        pass.run(shop.service(), behind);
        assertThat(shop.steps).hasSize(1);
    }

    @Test
    void aSecret() {
        copiesNothingThatTheCacheDoesNotShow("Secret", "secretKeyRef");
    }

    @Test
    void aConfigMap() {
        copiesNothingThatTheCacheDoesNotShow("ConfigMap", "configMapKeyRef");
    }
}

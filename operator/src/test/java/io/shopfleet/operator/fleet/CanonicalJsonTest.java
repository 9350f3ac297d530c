package io.shopfleet.operator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

    /** Longer and deeper than JSON readers take by default; the API server stores both. */
    @Test
    void readsBackWhatTheServerMayStore() {
        String longName = "{\"" + "a".repeat(60_000) + "\":1}";
        String deep = "[".repeat(2_000) + "]".repeat(2_000);
        assertThat(CanonicalJson.read(longName, JsonNode.class).size()).isEqualTo(1);
        assertThat(CanonicalJson.read(deep, JsonNode.class).isArray()).isTrue();
    }

    @Test
    void sortsKeysAndLeavesOutNulls() {
        assertThat(CanonicalJson.text(CanonicalJson.read("{\"b\": null, \"c\": [2, 1], \"a\": {\"z\": 1, \"y\": 2}}", Map.class)))
                .isEqualTo("{\"a\":{\"y\":2,\"z\":1},\"c\":[2,1]}");
    }
}

package io.shopfleet.operator.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a program said")
class RedactionTest {

    private static String told(String line, Map<String, String> given, String... open) {
        return Redaction.of(List.of(new Content(new TreeMap<>(Encoded.of(given)))), Set.of(open)).in(line);
    }

    @Test
    void isToldWithoutThePasswordAlsoInsideAnAddress() {
        assertThat(told("cannot reach postgresql://shop:s3cr3t-word@db.example/orders", Map.of("db_password", "s3cr3t-word")))
                .isEqualTo("cannot reach postgresql://shop:•••@db.example/orders");
    }

    @Test
    void isToldWithWhatAnybodyMayRead() {
        assertThat(told("db.example refused s3cr3t-word", Map.of("db_host", "db.example", "db_password", "s3cr3t-word"), "db.example"))
                .isEqualTo("db.example refused •••");
    }

    @Test
    void isToldWithoutAnyLineOfAKey() {
        assertThat(told("bad key MIIEvQIBADANBgkqh", Map.of("key", "-----BEGIN KEY-----\nMIIEvQIBADANBgkqh\n-----END KEY-----\n")))
                .isEqualTo("bad key •••");
    }

    @Test
    void losesTheLongerSecretWholeWhereItHoldsAShorterOne() {
        assertThat(told("got secret-and-more", Map.of("one", "secret", "other", "secret-and-more"))).isEqualTo("got •••");
    }

    @Test
    void isLeftReadableWhereASecretIsAlmostNothing() {
        assertThat(told("it is true that a 5 is here", Map.of("flag", "true", "number", "5"))).isEqualTo("it is true that a 5 is here");
    }
}

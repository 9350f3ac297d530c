package io.shopfleet.operator.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The folder of an edge, where the server's authority is the platform's own,")
class BoundTest {
    private static final Bound DATABASE = new Bound(new TreeMap<>(), new TreeMap<>(Map.of(
            "type", "postgresql", "sslmode", "verify-full", "jdbc-url", "jdbc:postgresql://pg:5432/shop_orders?sslmode=verify-full",
            "uri", "postgresql://a:b@pg:5432/shop_orders?sslmode=verify-full")));

    @Test
    void holdsItsCertificateAndAddressesOfPostgresSayWhere() {
        assertThat(DATABASE.trusting("db", "a certificate").files()).containsExactlyInAnyOrderEntriesOf(Map.of(
                "type", "postgresql", "sslmode", "verify-full", "sslrootcert", "ca.crt", "ca.crt", "a certificate",
                "jdbc-url", "jdbc:postgresql://pg:5432/shop_orders?sslmode=verify-full&sslrootcert=/bindings/db/ca.crt",
                "uri", "postgresql://a:b@pg:5432/shop_orders?sslmode=verify-full&sslrootcert=/bindings/db/ca.crt"));
    }

    @Test
    void isElseAsItWas() {
        var topic = new Bound(new TreeMap<>(), new TreeMap<>(Map.of("type", "kafka", "bootstrap-servers", "kafka:9093")));
        assertThat(topic.trusting("prices", "a certificate").files())
                .isEqualTo(Map.of("type", "kafka", "bootstrap-servers", "kafka:9093", "ca.crt", "a certificate"));
    }
}

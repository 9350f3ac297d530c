package io.shopfleet.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An application that reads the files itself")
class PlainReaderTest {

    @BeforeAll
    static void start() {
        Pod.start();
    }

    /** Settings of any Kafka client, from the files of the folder. */
    static Map<String, Object> kafka() {
        Map<String, String> files = Pod.files("prices");
        return new HashMap<>(Map.of("bootstrap.servers", files.get("bootstrap-servers"), "security.protocol", files.get("security-protocol"),
                "sasl.mechanism", files.get("sasl-mechanism"), "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(files.get("username"), files.get("password"))));
    }

    @Test
    void findsAFolderForEachEdgeAndWhatKindItIs() {
        assertThat(Pod.files("prices")).containsEntry("type", "kafka").containsEntry("topic", "shop.prices").containsEntry("group", "shop.orders");
        assertThat(Pod.files("db")).containsEntry("type", "postgresql").containsEntry("database", "shop_orders");
        assertThat(Pod.files("carts")).containsEntry("type", "redis").containsEntry("prefix", "shop.carts:");
    }

    @Test
    void logsInToKafka() throws Exception {
        assertThat(Login.kafka(kafka())).isNotEmpty();
    }

    @Test
    void logsInToPostgresByItsParts() throws Exception {
        Map<String, String> files = Pod.files("db");
        assertThat(Login.postgres("jdbc:postgresql://%s:%s/%s?sslmode=%s".formatted(
                        files.get("host"), files.get("port"), files.get("database"), files.get("sslmode")),
                files.get("username"), files.get("password"))).isEqualTo(files.get("username") + " in shop_orders");
    }

    @Test
    void logsInToRedisByItsAddress() {
        assertThat(Login.redis(Pod.files("carts").get("uri"), Pod.files("carts").get("prefix"))).isEqualTo("OK");
    }
}

package io.shopfleet.orders.event;

import io.shopfleet.orders.binding.Binding;
import java.util.HashMap;
import java.util.Map;

/** How a client of Kafka reaches the server of a binding. */
final class KafkaSettings {

    private KafkaSettings() {
    }

    static Map<String, Object> of(Binding kafka) {
        var settings = new HashMap<String, Object>(Map.of(
                "bootstrap.servers", kafka.get("bootstrap-servers"),
                "security.protocol", kafka.get("security-protocol"),
                "sasl.mechanism", kafka.get("sasl-mechanism"),
                "sasl.jaas.config", "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(kafka.get("username"), kafka.get("password")),
                "reconnect.backoff.max.ms", 1_000));
        kafka.find("ca.crt").ifPresent(pem -> settings.putAll(Map.of("ssl.truststore.type", "PEM", "ssl.truststore.certificates", pem)));
        return settings;
    }
}

package io.shopfleet.operator.backend.kafka;

import io.shopfleet.api.v1alpha1.TlsMode;
import io.shopfleet.operator.backend.Account;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;

/** Settings of the client: a fixed set, since some of Kafka's reach files, classes and other hosts. */
final class ClientSettings {
    private ClientSettings() {}

    static Map<String, Object> of(Account account) {
        var settings = new HashMap<String, Object>(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, String.join(",", account.addresses()),
                AdminClientConfig.CLIENT_ID_CONFIG, "shopfleet-operator",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000,
                AdminClientConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, 5_000,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000,
                AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG, "",
                AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false));
        settings.put(AdminClientConfig.SECURITY_PROTOCOL_CONFIG, account.tls() == TlsMode.None ? "SASL_PLAINTEXT" : "SASL_SSL");
        settings.put(SaslConfigs.SASL_MECHANISM, "SCRAM-SHA-512");
        settings.put(SaslConfigs.SASL_JAAS_CONFIG, "org.apache.kafka.common.security.scram.ScramLoginModule required username="
                + quoted(account.username()) + " password=" + quoted(account.password()) + ";");
        account.authority().filter(pem -> account.tls() != TlsMode.None).ifPresent(pem -> {
            settings.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
            settings.put(SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG, pem);
        });
        return settings;
    }

    /** A quotation mark within would end the value and begin an option; a line break would end it too. */
    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r") + '"';
    }
}

package io.shopfleet.testkit;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.shopfleet.testkit.machine.Certificates;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** How to reach the server as one user, for a client in this process or as a file for another one. */
record Kubeconfig(String url, String authority, String certificate, String key) {

    static Kubeconfig of(String url, Certificates certificates, String user, String... groups) {
        return new Kubeconfig(url, base64(certificates.authorityCertificate()),
                base64(certificates.clientCertificate(user, groups)), base64(certificates.key()));
    }

    Config config() {
        return new ConfigBuilder(Config.empty()).withMasterUrl(url).withCaCertData(authority)
                .withClientCertData(certificate).withClientKeyData(key).build();
    }

    String text() {
        return text(url, authority, "client-certificate-data: %s, client-key-data: %s".formatted(certificate, key));
    }

    /** For a service account: with a token, as pods have one. */
    static String text(String url, Certificates certificates, String token) {
        return text(url, base64(certificates.authorityCertificate()), "token: " + token);
    }

    /** Block style at the top: the client takes a file that begins with a brace for JSON. */
    private static String text(String url, String authority, String credentials) {
        return """
                apiVersion: v1
                kind: Config
                current-context: testkit
                clusters:
                  - name: testkit
                    cluster: {server: "%s", certificate-authority-data: %s}
                users:
                  - name: testkit
                    user: {%s}
                contexts:
                  - name: testkit
                    context: {cluster: testkit, user: testkit}
                """.formatted(url, authority, credentials);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}

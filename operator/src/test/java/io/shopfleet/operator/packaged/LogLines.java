package io.shopfleet.operator.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the log of an operator says, as a log collector would read it. */
record LogLines(List<String> lines) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Lines that are not one JSON object each. */
    List<String> unreadable() {
        return lines.stream().filter(line -> !isObject(line)).toList();
    }

    /** Lines that hold the secret, in clear or as the API server keeps it. */
    List<String> leaking(String secret) {
        String kept = Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
        // The last character of the encoding depends on what follows the secret.
        String encoded = kept.substring(0, kept.length() - 1);
        return lines.stream().filter(line -> line.contains(secret) || line.contains(encoded)).toList();
    }

    /** Every change that the journal tells: message, service and namespace. */
    List<String> journal(String namespace) {
        return lines.stream()
                .map(LogLines::read)
                .filter(line -> line.path("loggerName").asText().equals("io.shopfleet.operator.journal"))
                .filter(line -> line.path("mdc").path("service").asText().startsWith(namespace + "/"))
                .map(line -> line.path("mdc").path("service").asText().substring(namespace.length() + 1) + ": "
                        + line.path("message").asText())
                .toList();
    }

    /** What lines carry beside their message, by name. */
    Set<String> context() {
        return lines.stream()
                .flatMap(line -> read(line).path("mdc").properties().stream())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static boolean isObject(String line) {
        try {
            return JSON.readTree(line).isObject();
        } catch (java.io.IOException e) {
            return false;
        }
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (java.io.IOException e) {
            throw new IllegalStateException("a log line is no JSON: " + line, e);
        }
    }
}

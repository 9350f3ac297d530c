package io.shopfleet.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * What became of one request.
 *
 * @param number which request of its sender it was, counted from 0
 * @param code 0 when there was no answer
 * @param error empty when there was an answer
 * @param revision the revision that answered, empty when it did not say
 */
record Answer(String sender, long number, int code, Instant sent, Duration took, String error, String service, String revision,
        String body) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** A line of {@code vegeta encode --to json}. */
    static Answer read(String sender, String line) {
        try {
            JsonNode result = JSON.readTree(line);
            JsonNode headers = result.path("headers");
            return new Answer(sender, result.path("seq").asLong(), result.path("code").asInt(),
                    Instant.parse(result.path("timestamp").asText()), Duration.ofNanos(result.path("latency").asLong()),
                    result.path("error").asText(), headers.path("Shopfleet-Service").path(0).asText(),
                    headers.path("Shopfleet-Revision").path(0).asText(),
                    new String(Base64.getDecoder().decode(result.path("body").asText("")), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("not a result of the load generator: " + line, e);
        }
    }

    /** Refused, cut off, answered with anything but success, or answered too late. */
    boolean lost() {
        return code < 200 || code > 299 || took.compareTo(PATIENCE) > 0;
    }

    JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + body, e);
        }
    }
}

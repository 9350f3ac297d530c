package io.shopfleet.operator.cluster.access;

import io.fabric8.kubernetes.api.model.Secret;
import io.shopfleet.operator.consumer.Consumer;
import io.shopfleet.operator.fleet.CanonicalJson;
import io.shopfleet.operator.source.Encoded;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A service's way into one server, as its Secret has it.
 *
 * @param server that was told the password, or is to be told
 */
public record Account(Secret secret, String server) {
    static final String PASSWORD = "password";
    static final String SLOT = "slot";
    static final String PREVIOUS = "previous-password";
    static final String APPLIED = "shopfleet.io/applied-at";
    /** The request that the password was last changed for. */
    static final String ROTATED = "shopfleet.io/rotated";

    public String password() {
        return value(PASSWORD).orElseThrow();
    }

    public char slot() {
        return value(SLOT).map(text -> text.charAt(0)).orElse(Consumer.FIRST);
    }

    public char otherSlot() {
        return slot() == Consumer.FIRST ? 'b' : Consumer.FIRST;
    }

    /** That pods may still use. */
    public Optional<String> previous() {
        return value(PREVIOUS);
    }

    /** The server knows the current password. */
    public boolean applied() {
        return Optional.of(mark()).equals(annotation(APPLIED));
    }

    boolean rotatedFor(Optional<String> request) {
        return request.isEmpty() || request.equals(annotation(ROTATED));
    }

    String mark() {
        return CanonicalJson.digest(List.of(server, secret.getMetadata().getUid(), password()));
    }

    public static String fingerprint(String password) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private Optional<String> annotation(String name) {
        return Optional.ofNullable(secret.getMetadata().getAnnotations()).map(annotations -> annotations.get(name));
    }

    private Optional<String> value(String key) {
        return Encoded.text(secret, key);
    }
}

package io.shopfleet.operator.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is kept of a value instead of the value: enough to see that it changed, and how large it is.
 *
 * @param digest the first 128 bits of its SHA-256
 * @param bytes its size
 */
public record Fingerprint(String digest, int bytes) {
    private static final Pattern TEXT = Pattern.compile("([0-9a-f]{32})/([0-9]{1,8})");

    public static Fingerprint of(byte[] value) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(value);
            return new Fingerprint(HexFormat.of().formatHex(hash, 0, 16), value.length);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    public static Fingerprint of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** From the text that a cache keeps. What else it may be is not repeated in the message: it may be a value. */
    public static Fingerprint parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a fingerprint");
        }
        return new Fingerprint(matcher.group(1), Integer.parseInt(matcher.group(2)));
    }

    @Override
    public String toString() {
        return digest + "/" + bytes;
    }
}

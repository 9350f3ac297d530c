package io.shopfleet.operator.cachespace;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Passwords as the server keeps them: it never gets a clear one, so neither its log nor its monitor can show one. */
public final class Passwords {
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");

    private Passwords() {}

    /** Without salt, as the server wants it: safe only for passwords as long and random as ours. */
    public static String fingerprint(String password) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** A clear password in the place of a fingerprint would be sent as one. */
    static void check(String fingerprint) {
        if (!FINGERPRINT.matcher(fingerprint).matches()) {
            throw new IllegalArgumentException("a fingerprint has 64 hexadecimal digits");
        }
    }
}

package io.shopfleet.operator.embedded;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The administrator of one server: letters and digits only, since each server reads its password from a file of its own syntax. */
public record Login(String username, String password) {
    public static final String USERNAME = "username";
    public static final String PASSWORD = "password";

    /** As the operator keeps it. */
    public SortedMap<String, String> account() {
        return encoded(Map.of(USERNAME, username, PASSWORD, password));
    }

    /** As the server's pod reads it. */
    SortedMap<String, String> files(Server server) {
        SortedMap<String, String> files = account();
        if (server == Server.Cache) {
            files.putAll(encoded(Map.of("users.acl",
                    "user default off\nuser " + username + " on #" + fingerprint() + " ~* &* +@all\n")));
        }
        return files;
    }

    private String fingerprint() {
        try {
            byte[] text = password.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static SortedMap<String, String> encoded(Map<String, String> values) {
        var encoded = new TreeMap<String, String>();
        values.forEach((key, value) ->
                encoded.put(key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
        return encoded;
    }

    /** It ends up in logs sooner or later. */
    @Override
    public String toString() {
        return username;
    }
}

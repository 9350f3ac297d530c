package io.shopfleet.operator.embedded;

import io.shopfleet.operator.source.Encoded;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;

/** The administrator of one server: letters and digits only, since each server reads its password from a file of its own syntax. */
public record Login(String username, String password) {
    public static final String USERNAME = "username";
    public static final String PASSWORD = "password";

    /** As the operator keeps it. */
    public SortedMap<String, String> account() {
        return Encoded.of(Map.of(USERNAME, username, PASSWORD, password));
    }

    /** As the server's pod reads it. */
    SortedMap<String, String> files(Server server) {
        SortedMap<String, String> files = account();
        if (server == Server.Cache) {
            files.putAll(Encoded.of(Map.of("users.acl",
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

    /** It ends up in logs sooner or later. */
    @Override
    public String toString() {
        return username;
    }
}

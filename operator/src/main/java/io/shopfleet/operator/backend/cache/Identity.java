package io.shopfleet.operator.backend.cache;

import io.shopfleet.operator.backend.Journal;
import io.shopfleet.operator.cachespace.Passwords;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;

/**
 * Who a server is. Redis draws a new id at each start, so one of ours is planted: as a key, and as a user who cannot log in.
 * A full cache may throw the key away, and a server without a file for users forgets these when it stops; one that should have
 * kept either and has neither is another one. Of a server that keeps nothing over a restart, as caches often are, the id is made
 * of its address, so that it stays itself.
 */
final class Identity {
    static final String KEY = "shopfleet:identity";
    private static final String USER = KEY + ":";
    private static final int BYTES = 16;

    private final Journal journal;
    private final String address;
    private final SecureRandom random = new SecureRandom();

    Identity(String address, Journal journal) {
        this.address = address;
        this.journal = journal;
    }

    /** Reads it, and plants what is missing of it. */
    String of(Connection connection) {
        connection.sendCommand(Command.GET, KEY);
        connection.sendCommand(Command.ACL, "USERS");
        List<Object> answers = Wire.answers(connection, 2);
        Optional<String> key = Optional.ofNullable(answers.get(0)).map(Reply::word);
        List<String> users = Reply.words(answers.get(1)).stream().filter(user -> user.startsWith(USER)).sorted().toList();
        String id = key.orElseGet(() -> plant(
                connection, users.isEmpty() ? fresh(connection) : users.getFirst().substring(USER.length())));
        if (!users.equals(List.of(USER + id))) {
            remember(connection, id, users);
        }
        return id;
    }

    private String fresh(Connection connection) {
        connection.sendCommand(Command.CONFIG, "GET", "save");
        connection.sendCommand(Command.CONFIG, "GET", "appendonly");
        connection.sendCommand(Command.CONFIG, "GET", "aclfile");
        boolean forgetful = Wire.answers(connection, 3).stream()
                .flatMap(answer -> Reply.pairs(answer).values().stream())
                .map(Reply::word)
                .allMatch(value -> value.isEmpty() || value.equals("no"));
        return forgetful ? Passwords.fingerprint(address).substring(0, 2 * BYTES) : drawn();
    }

    private String drawn() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Whoever else plants at the same moment, both get the one that was first. */
    private String plant(Connection connection, String id) {
        connection.sendCommand(Command.SET, KEY, id, "NX", "GET");
        Object before = Wire.answers(connection, 1).getFirst();
        if (before != null) {
            return Reply.word(before);
        }
        journal.wrote(CacheGateway.SYSTEM, "planted the server's identity");
        return id;
    }

    private void remember(Connection connection, String id, List<String> users) {
        List<String> others = users.stream().filter(user -> !user.equals(USER + id)).toList();
        connection.sendCommand(Command.ACL, "SETUSER", USER + id, "reset", "off");
        others.forEach(user -> connection.sendCommand(Command.ACL, "DELUSER", user));
        Wire.answers(connection, 1 + others.size());
        journal.wrote(CacheGateway.SYSTEM, "planted the server's identity as a user");
    }
}

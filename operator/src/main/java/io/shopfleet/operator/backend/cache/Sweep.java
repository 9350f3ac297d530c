package io.shopfleet.operator.backend.cache;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;

/** Finds and deletes keys a batch at a time, so that the server answers others in between. */
final class Sweep {
    private static final String BATCH = "1000";
    private static final String START = "0";
    private static final Pattern DATABASE = Pattern.compile("^db([0-9]+):.*");

    private final Connection connection;

    /** @param connection nobody else's: the database that it is at changes */
    Sweep(Connection connection) {
        this.connection = connection;
    }

    /** @return how many there were, in all databases */
    long delete(String prefix) {
        return databases().mapToLong(database -> {
            ask(Command.SELECT, database);
            return sweep(prefix);
        }).sum();
    }

    /** Those that hold anything. */
    private Stream<String> databases() {
        return Reply.word(ask(Command.INFO, "keyspace")).lines()
                .map(DATABASE::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1));
    }

    private long sweep(String prefix) {
        long deleted = 0;
        String cursor = START;
        do {
            List<?> found = Reply.list(ask(Command.SCAN, cursor, "MATCH", prefix + "*", "COUNT", BATCH));
            cursor = Reply.word(found.getFirst());
            byte[][] keys = Reply.list(found.get(1)).stream().map(byte[].class::cast).toArray(byte[][]::new);
            if (keys.length > 0) {
                connection.sendCommand(Command.UNLINK, keys);
                deleted += (Long) Wire.answers(connection, 1).getFirst();
            }
        } while (!cursor.equals(START));
        return deleted;
    }

    private Object ask(Command command, String... arguments) {
        connection.sendCommand(command, arguments);
        return Wire.answers(connection, 1).getFirst();
    }
}

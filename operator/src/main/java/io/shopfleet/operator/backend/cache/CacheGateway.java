package io.shopfleet.operator.backend.cache;

import io.shopfleet.operator.backend.BackendFailure;
import io.shopfleet.operator.backend.Guard;
import io.shopfleet.operator.backend.Journal;
import io.shopfleet.operator.cachespace.Categories;
import io.shopfleet.operator.cachespace.KeySpace;
import io.shopfleet.operator.cachespace.Snapshot;
import io.shopfleet.operator.cachespace.Step;
import io.shopfleet.operator.cachespace.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;

/**
 * One server. Every call takes a bounded time and throws nothing but {@link BackendFailure}.
 */
public final class CacheGateway implements AutoCloseable {
    static final String SYSTEM = "cache";

    private final CacheServer server;
    private final Guard guard;
    private final Journal journal;
    private final Wire wire;
    private final Identity identity;

    /** @throws BackendFailure where the authorities of the server cannot be read; it does not connect yet */
    public CacheGateway(CacheServer server, Guard guard, Journal journal) {
        this.server = server;
        this.guard = guard;
        this.journal = journal;
        this.wire = new Wire(server);
        this.identity = new Identity(journal);
    }

    /** What tells this server from any other that may answer at its address. The first call plants it. */
    public String identity() {
        return call("identity", identity::of);
    }

    /** Changes nothing. */
    public Snapshot see(String keySpace) {
        return call("see", connection -> snapshot(connection, KeySpace.prefix(keySpace)));
    }

    public void perform(Step step) {
        guard.call(step.getClass().getSimpleName(), () -> Failures.translated(() -> {
            switch (step) {
                case Step.SetUser set -> acl(Stream.concat(Stream.of("SETUSER", set.user()), set.rules().stream()));
                case Step.DropUser drop -> acl(Stream.of("DELUSER", drop.user()));
                case Step.KeepUsers keep -> acl(Stream.of("SAVE"));
                case Step.DropKeys drop -> wire.single(connection -> new Sweep(connection).delete(drop.prefix()));
            }
            return step;
        }));
        journal.wrote(SYSTEM, step.words());
    }

    /** Whether the server lets the user in with this password. */
    public boolean admits(String user, String password) {
        return guard.call("login", () -> {
            try {
                return Failures.translated(() -> Wire.as(server, user, password, Connection::ping));
            } catch (BackendFailure e) {
                if (Failures.isRefusedLogin(e)) {
                    return false;
                }
                throw e;
            }
        });
    }

    private <T> T call(String operation, Function<Connection, T> call) {
        return guard.call(operation, () -> Failures.translated(() -> wire.shared(call)));
    }

    private Object acl(Stream<String> words) {
        return wire.shared(connection -> {
            connection.sendCommand(Command.ACL, words.toArray(String[]::new));
            return Wire.answers(connection, 1);
        });
    }

    private static Snapshot snapshot(Connection connection, String prefix) {
        connection.sendCommand(Command.ACL, "USERS");
        connection.sendCommand(Command.ACL, "CAT");
        connection.sendCommand(Command.CONFIG, "GET", "aclfile");
        List<Object> answers = Wire.answers(connection, 3);
        List<String> names = Reply.words(answers.get(0)).stream().filter(name -> name.startsWith(prefix)).toList();
        boolean keepsUsers = !Reply.word(Reply.pairs(answers.get(2)).get("aclfile")).isEmpty();
        Categories categories = categories(connection, Reply.words(answers.get(1)));
        return new Snapshot(users(connection, names, categories), categories, keepsUsers);
    }

    private static Categories categories(Connection connection, List<String> names) {
        names.forEach(name -> connection.sendCommand(Command.ACL, "CAT", name));
        List<Object> answers = Wire.answers(connection, names.size());
        var commands = new TreeMap<String, Set<String>>();
        for (int i = 0; i < names.size(); i++) {
            commands.put(names.get(i), new TreeSet<>(Reply.words(answers.get(i))));
        }
        return Categories.of(commands);
    }

    /** Without those that somebody removed since their names were told. */
    private static List<User> users(Connection connection, List<String> names, Categories categories) {
        names.forEach(name -> connection.sendCommand(Command.ACL, "GETUSER", name));
        List<Object> answers = Wire.answers(connection, names.size());
        var users = new ArrayList<User>();
        for (int i = 0; i < names.size(); i++) {
            if (answers.get(i) != null) {
                users.add(Reply.user(names.get(i), answers.get(i), categories));
            }
        }
        return users;
    }

    /** Gives the connections back. The gateway cannot be used any more. */
    @Override
    public void close() {
        wire.close();
    }
}

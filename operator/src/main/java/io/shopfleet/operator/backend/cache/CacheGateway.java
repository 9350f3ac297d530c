package io.shopfleet.operator.backend.cache;

import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.operator.backend.Account;
import io.shopfleet.operator.backend.BackendFailure;
import io.shopfleet.operator.backend.Gateway;
import io.shopfleet.operator.backend.Guard;
import io.shopfleet.operator.backend.Journal;
import io.shopfleet.operator.cachespace.CachePlan;
import io.shopfleet.operator.cachespace.CacheStep;
import io.shopfleet.operator.cachespace.KeySpace;
import io.shopfleet.operator.cachespace.Snapshot;
import io.shopfleet.operator.holding.Step;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;

/**
 * Key spaces of one server, and their users. The account needs all keys and the commands {@code acl}, {@code config|get},
 * {@code info}, {@code ping}, {@code select}, {@code scan}, {@code unlink}, {@code get} and {@code set}.
 */
public final class CacheGateway implements Gateway<Snapshot>, AutoCloseable {
    static final String SYSTEM = "cache";
    /** How many were removed. */
    private static final Long NOBODY = 0L;

    private final Account account;
    private final Guard guard;
    private final Journal journal;
    private final Wire wire;
    private final Identity identity;

    /** @throws BackendFailure where the authority of the account cannot be read; it does not connect yet */
    public CacheGateway(Account account, Guard guard, Journal journal) {
        this.account = account;
        this.guard = guard;
        this.journal = journal;
        this.wire = new Wire(account);
        this.identity = new Identity(account.addresses().getFirst(), journal);
    }

    /** The first call plants it. */
    @Override
    public String server() {
        return shared("identify", identity::of);
    }

    @Override
    public Optional<Snapshot> see(String name) {
        return Optional.of(all(name)).filter(Snapshot::made);
    }

    /** Whatever there is of it, even where it was never made. */
    public Snapshot all(String keySpace) {
        return shared("see", connection -> new Look(connection).at(keySpace));
    }

    /** A removal that finds nothing is no change. */
    @Override
    public void perform(Step step, UnaryOperator<String> passwords) {
        perform((CacheStep) step);
    }

    /** Users are made by the fingerprints of their passwords, which are part of the step. */
    void perform(CacheStep step) {
        if (called(step.getClass().getSimpleName(), () -> changes(step))) {
            journal.wrote(SYSTEM, step.words());
        }
    }

    private boolean changes(CacheStep step) {
        return switch (step) {
            case CacheStep.CreateSpace create -> acl("SETUSER", KeySpace.marker(create.name()), Stream.of("reset", "off"));
            case CacheStep.SetUser set -> acl("SETUSER", set.user(), set.rules().stream());
            case CacheStep.DropUser drop -> acl("DELUSER", drop.user(), Stream.empty());
            case CacheStep.DropKeys drop -> wire.single(connection ->
                    new Sweep(connection).delete(KeySpace.prefix(drop.keySpace())) > 0);
        };
    }

    @Override
    public void destroy(String name, String id) {
        CachePlan.removal(all(name)).forEach(this::perform);
    }

    /** Whether the server lets the user in with this password. */
    public boolean admits(String user, String password) {
        return guard.call("login", () -> {
            try {
                return Failures.translated(() -> Wire.as(account, user, password, Connection::ping));
            } catch (BackendFailure e) {
                if (e.reason() == Reason.AuthFailed) {
                    return false;
                }
                throw e;
            }
        });
    }

    /** A server that has a file for its users is told to save them; in others they are gone after a restart, until the next look. */
    private boolean acl(String word, String user, Stream<String> rules) {
        return wire.shared(connection -> {
            connection.sendCommand(Command.ACL, Stream.concat(Stream.of(word, user), rules).toArray(String[]::new));
            connection.sendCommand(Command.CONFIG, "GET", "aclfile");
            List<Object> answers = Wire.answers(connection, 2);
            if (!Reply.word(Reply.pairs(answers.getLast()).get("aclfile")).isEmpty()) {
                connection.sendCommand(Command.ACL, "SAVE");
                Wire.answers(connection, 1);
            }
            return !answers.getFirst().equals(NOBODY);
        });
    }

    private <T> T shared(String operation, Function<Connection, T> call) {
        return called(operation, () -> wire.shared(call));
    }

    private <T> T called(String operation, Supplier<T> call) {
        return guard.call(operation, () -> Failures.translated(call));
    }

    /** Gives the connections back. The gateway cannot be used any more. */
    @Override
    public void close() {
        wire.close();
    }
}

package io.shopfleet.operator.backend.cache;

import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.TlsMode;
import io.shopfleet.operator.backend.Account;
import io.shopfleet.operator.backend.BackendFailure;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisDataException;

/** A few connections to one server, with limits to the time that anything on them takes. */
final class Wire implements AutoCloseable {
    private static final int CONNECTIONS = 4;
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration CALL = Duration.ofSeconds(5);
    private static final int LAST_PORT = 65_535;

    private final HostAndPort address;
    private final JedisClientConfig settings;
    private final ConnectionPool pool;

    Wire(Account account) {
        address = address(account);
        settings = settings(account, account.username(), account.password());
        var limits = new ConnectionPoolConfig();
        limits.setMaxTotal(CONNECTIONS);
        limits.setMaxIdle(CONNECTIONS);
        limits.setMaxWait(CALL);
        // A server that was started anew in between is no failure of the next call.
        limits.setTestOnBorrow(true);
        pool = new ConnectionPool(address, settings, limits);
    }

    private static HostAndPort address(Account account) {
        HostAndPort address = HostAndPort.from(account.addresses().getFirst());
        if (address.getPort() > LAST_PORT) {
            throw new BackendFailure(Reason.InvalidValue, "the environment names no port below 65536 for the cache");
        }
        return address;
    }

    private static JedisClientConfig settings(Account account, String user, String password) {
        var settings = DefaultJedisClientConfig.builder()
                .user(user)
                .password(password)
                .connectionTimeoutMillis((int) CONNECT.toMillis())
                .socketTimeoutMillis((int) CALL.toMillis())
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
        return account.tls() == TlsMode.None
                ? settings.build()
                : settings.ssl(true)
                        .sslSocketFactory(Trust.factory(account.authority()))
                        .sslParameters(Trust.forTheHost())
                        .build();
    }

    <T> T shared(Function<Connection, T> call) {
        try (Connection connection = pool.getResource()) {
            return call.apply(connection);
        }
    }

    /** On a connection that is thrown away afterwards, for calls that change what a connection is at. */
    <T> T single(Function<Connection, T> call) {
        try (Connection connection = new Connection(address, settings)) {
            return call.apply(connection);
        }
    }

    /** As somebody else. */
    static <T> T as(Account account, String user, String password, Function<Connection, T> call) {
        try (Connection connection = new Connection(address(account), settings(account, user, password))) {
            return call.apply(connection);
        }
    }

    /** The answers to everything that was sent. One that is an error does not come as an exception by itself. */
    static List<Object> answers(Connection connection, int sent) {
        List<Object> answers = connection.getMany(sent);
        answers.stream()
                .filter(JedisDataException.class::isInstance)
                .map(JedisDataException.class::cast)
                .findFirst()
                .ifPresent(error -> {
                    throw error;
                });
        return answers;
    }

    @Override
    public void close() {
        pool.close();
    }
}

package io.shopfleet.operator.backend.cache;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shopfleet.api.v1alpha1.CacheAccess;
import io.shopfleet.api.v1alpha1.TlsMode;
import io.shopfleet.operator.backend.Account;
import io.shopfleet.operator.backend.Guard;
import io.shopfleet.operator.cachespace.CachePlan;
import io.shopfleet.operator.cachespace.Consumer;
import io.shopfleet.operator.cachespace.KeySpace;
import io.shopfleet.operator.cachespace.Passwords;
import io.shopfleet.testkit.backend.RedisServer;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A gateway to a test server, what it wrote there, and what services do with what they were given. */
final class Desk implements AutoCloseable {
    static final String PASSWORD = "8pzmoZ4kWV1sYfTqQbRu0nJ3dLx7Ca2E";

    final RedisServer server;
    final CacheGateway gateway;
    final List<String> journal = new CopyOnWriteArrayList<>();

    Desk(RedisServer server) {
        this(server, new Account(
                List.of(server.host() + ":" + server.port()), TlsMode.None, RedisServer.ADMIN, server.password(), Optional.empty()));
    }

    Desk(RedisServer server, Account account) {
        this.server = server;
        this.gateway = new CacheGateway(
                account, new Guard("cache", new SimpleMeterRegistry()), (system, words) -> journal.add(words));
    }

    static Consumer consumer(String service, CacheAccess access, String... passwords) {
        return new Consumer(
                "shop", service, access, new TreeSet<>(Stream.of(passwords).map(Passwords::fingerprint).toList()));
    }

    static KeySpace space(String name, Consumer... consumers) {
        return KeySpace.of(name, List.of(consumers));
    }

    /** What a pass does. The journal tells it. */
    void pass(KeySpace wanted) {
        CachePlan.steps(wanted, gateway.all(wanted.name())).forEach(gateway::perform);
    }

    /** As the service would do it. */
    String as(String keySpace, String service, String... command) {
        return server.runAs(KeySpace.user(keySpace, "shop", service), PASSWORD, command);
    }

    @Override
    public void close() {
        gateway.close();
    }
}

package io.shopfleet.operator.backend;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * One gateway per server of an environment. Where its account changes it is made anew and the old one closed; calls that are under way
 * there fail, and are tried again.
 *
 * @param <G> a gateway
 */
public final class Gateways<G extends AutoCloseable> implements AutoCloseable {
    private final Map<String, Open<G>> open = new ConcurrentHashMap<>();
    private final Function<Account, G> make;

    private record Open<G>(Account account, G gateway) {}

    public Gateways(Function<Account, G> make) {
        this.make = make;
    }

    public G of(String server, Account account) {
        return open.compute(server, (name, before) -> {
            if (before != null && before.account().equals(account)) {
                return before;
            }
            Open<G> now = new Open<>(account, make.apply(account));
            if (before != null) {
                close(before.gateway());
            }
            return now;
        }).gateway();
    }

    @Override
    public void close() {
        open.values().forEach(one -> close(one.gateway()));
        open.clear();
    }

    private static void close(AutoCloseable gateway) {
        try {
            gateway.close();
        } catch (Exception e) {
            throw new IllegalStateException("a gateway cannot be closed", e);
        }
    }
}

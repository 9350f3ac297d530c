package io.shopfleet.catalog.store;

import io.quarkus.logging.Log;
import io.shopfleet.catalog.domain.Money;
import io.shopfleet.catalog.domain.Product;
import io.shopfleet.catalog.domain.Products;
import io.shopfleet.catalog.domain.Sku;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.SetParams;

/**
 * Single products are looked up in Redis first, and put there when they were not (cache-aside); a change takes them out after it is
 * committed. A reader that was slower than that change may put the old price back, so nothing stays longer than a few seconds.
 * Whenever Redis does not answer, the store does, and Redis is left alone for a moment.
 */
public final class CachedProducts implements Products {
    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** No name holds one. */
    private static final String BETWEEN = "\u001f";

    private final Products store;
    private final UnifiedJedis redis;
    private final String prefix;
    private volatile long silentUntil = System.nanoTime();

    /** @param prefix what all keys have to begin with */
    public CachedProducts(Products store, UnifiedJedis redis, String prefix) {
        this.store = store;
        this.redis = redis;
        this.prefix = prefix;
    }

    @Override
    public Optional<Product> find(Sku sku) {
        Optional<Product> cached = asked(() -> redis.get(key(sku))).map(text -> product(sku, text));
        if (cached.isPresent()) {
            return cached;
        }
        Optional<Product> found = store.find(sku);
        found.ifPresent(product -> asked(() -> redis.set(key(sku), text(product), new SetParams().px(KEPT.toMillis()))));
        return found;
    }

    @Override
    public Optional<Product> update(Sku sku, UnaryOperator<Product> change) {
        Optional<Product> updated = store.update(sku, change);
        asked(() -> redis.del(key(sku)));
        return updated;
    }

    @Override
    public List<Product> page(Optional<Sku> after, int limit) {
        return store.page(after, limit);
    }

    @Override
    public List<Product> withSkus(Set<Sku> wanted) {
        return store.withSkus(wanted);
    }

    @Override
    public boolean add(Product product) {
        return store.add(product);
    }

    private String key(Sku sku) {
        return prefix + "product:" + sku;
    }

    /** What Redis says; nothing while it does not answer. */
    private <T> Optional<T> asked(Supplier<T> question) {
        if (System.nanoTime() - silentUntil < 0) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(question.get());
        } catch (JedisException e) {
            Log.warnf("The cache does not answer, products come from the store: %s", e.getMessage());
            silentUntil = System.nanoTime() + PAUSE.toNanos();
            return Optional.empty();
        }
    }

    private static String text(Product product) {
        return String.join(BETWEEN, Long.toString(product.price().amountMinor()), product.price().currency().getCurrencyCode(), product.name());
    }

    private static Product product(Sku sku, String text) {
        String[] parts = text.split(BETWEEN, 3);
        return new Product(sku, parts[2], new Money(Long.parseLong(parts[0]), Currency.getInstance(parts[1])));
    }
}

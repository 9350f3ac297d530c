package io.shopfleet.catalog.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.catalog.binding.Binding;
import io.shopfleet.catalog.domain.Money;
import io.shopfleet.catalog.domain.Product;
import io.shopfleet.catalog.domain.Products;
import io.shopfleet.testkit.backend.RedisServer;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

class CachedProductsTest extends ProductsContract {
    private static RedisServer server;
    private static UnifiedJedis redis;

    private final Products store = new InMemoryProducts();
    private final String prefix = "shop." + UUID.randomUUID() + ":";

    @BeforeAll
    static void launch() {
        server = RedisServer.launch();
        redis = Redis.client(new Binding(Map.of("type", "redis", "host", server.host(), "port", Integer.toString(server.port()),
                "username", RedisServer.ADMIN, "password", server.password(), "uri", "redis://" + server.host())));
    }

    @AfterAll
    static void end() {
        redis.close();
        server.close();
    }

    @Override
    Products products() {
        return new CachedProducts(store, redis, prefix);
    }

    private static Product at(long amountMinor, Product product) {
        return new Product(product.sku(), product.name(), new Money(amountMinor, EUR));
    }

    @Test
    void whatWasReadOnceIsReadFromRedisUntilItIsChanged() {
        Products products = products();
        products.add(mug(1290));
        products.find(MUG);
        store.update(MUG, product -> at(1, product));
        assertThat(products.find(MUG)).as("past the cache nothing takes it out").contains(mug(1290));
        products.update(MUG, product -> at(990, product));
        assertThat(products.find(MUG)).contains(mug(990));
    }

    @Test
    void nothingStaysForLong() {
        Products products = products();
        products.add(mug(1290));
        products.find(MUG);
        assertThat(redis.pttl(prefix + "product:MUG-01")).isBetween(1L, 10_000L);
    }

    @Test
    void whileRedisDoesNotAnswerTheStoreDoes() {
        Products products = products();
        products.add(mug(1290));
        server.freeze();
        try {
            assertThat(products.find(MUG)).contains(mug(1290));
            assertThat(products.update(MUG, product -> at(990, product))).contains(mug(990));
            assertThat(products.find(MUG)).contains(mug(990));
        } finally {
            server.thaw();
        }
    }
}

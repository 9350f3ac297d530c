package io.shopfleet.catalog.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.catalog.domain.Money;
import io.shopfleet.catalog.domain.Product;
import io.shopfleet.catalog.domain.Sku;
import java.util.Currency;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InMemoryProductsTest {

    private static final Sku MUG = new Sku("MUG-01");
    private static final Currency EUR = Currency.getInstance("EUR");

    private final InMemoryProducts products = new InMemoryProducts();

    @Test
    void noneOfManyChangesAtTheSameTimeIsLost() {
        products.add(new Product(MUG, "Mug", new Money(0, EUR)));

        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            IntStream.range(0, 10_000).forEach(i -> threads.execute(() -> products.update(MUG, InMemoryProductsTest::oneCentMore)));
        }

        assertThat(products.find(MUG)).contains(new Product(MUG, "Mug", new Money(10_000, EUR)));
    }

    @Test
    void ofManyThatAddTheSameSkuOneWins() {
        long kept = IntStream.range(0, 1_000).parallel()
                .filter(i -> products.add(new Product(MUG, "Mug " + i, new Money(i, EUR)))).count();

        assertThat(kept).isEqualTo(1);
    }

    private static Product oneCentMore(Product product) {
        return new Product(product.sku(), product.name(), new Money(product.price().amountMinor() + 1, EUR));
    }
}

package io.shopfleet.catalog.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.catalog.domain.Money;
import io.shopfleet.catalog.domain.Product;
import io.shopfleet.catalog.domain.Products;
import io.shopfleet.catalog.domain.Sku;
import java.util.Currency;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the domain may rely on, whatever keeps the products. */
abstract class ProductsContract {
    static final Sku MUG = new Sku("MUG-01");
    static final Currency EUR = Currency.getInstance("EUR");

    /** An empty store. */
    abstract Products products();

    static Product mug(long amountMinor) {
        return new Product(MUG, "Mug, 'blue'", new Money(amountMinor, EUR));
    }

    private static Product named(String sku) {
        return new Product(new Sku(sku), sku, new Money(1, EUR));
    }

    @Test
    void whatWasAddedIsFoundAsItWas() {
        Products products = products();
        assertThat(products.add(mug(1290))).isTrue();
        assertThat(products.find(MUG)).contains(mug(1290));
        assertThat(products.find(new Sku("NONE"))).isEmpty();
    }

    @Test
    void pagesAreInTheOrderOfTheSkusAndBeginBehindTheOneThatIsNamed() {
        Products products = products();
        for (String sku : new String[] {"B", "A-1", "A", "0", "A0"}) {
            products.add(named(sku));
        }
        assertThat(products.page(Optional.empty(), 10)).extracting(product -> product.sku().value()).containsExactly("0", "A", "A-1", "A0", "B");
        assertThat(products.page(Optional.of(new Sku("A")), 2)).extracting(product -> product.sku().value()).containsExactly("A-1", "A0");
        assertThat(products.withSkus(Set.of(new Sku("B"), new Sku("A"), new Sku("C")))).containsExactly(named("A"), named("B"));
    }

    @Test
    void aChangeOfNothingIsNone() {
        assertThat(products().update(MUG, product -> product)).isEmpty();
    }

    @Test
    void noneOfManyChangesAtTheSameTimeIsLost() {
        Products products = products();
        products.add(mug(0));
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            IntStream.range(0, 500).forEach(number -> threads.execute(() -> products.update(MUG, ProductsContract::oneCentMore)));
        }
        assertThat(products.find(MUG)).contains(mug(500));
    }

    @Test
    void ofManyThatAddTheSameSkuOneWins() {
        Products products = products();
        long kept = IntStream.range(0, 100).parallel()
                .filter(number -> products.add(new Product(MUG, "Mug " + number, new Money(number, EUR)))).count();
        assertThat(kept).isEqualTo(1);
    }

    private static Product oneCentMore(Product product) {
        return new Product(product.sku(), product.name(), new Money(product.price().amountMinor() + 1, EUR));
    }
}

package io.shopfleet.catalog.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopfleet.catalog.domain.Money;
import io.shopfleet.catalog.domain.Product;
import io.shopfleet.catalog.domain.Products;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresProductsTest extends ProductsContract {
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final Servers servers = new Servers();
    private Database database;

    @BeforeEach
    void open() {
        database = new Database(servers.postgres());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    Products products() {
        assertThat(Migrate.migrate(servers.postgres())).isEqualTo(1);
        return new PostgresProducts(database, () -> Optional.of(TRACE));
    }

    @Test
    void migratingAgainChangesNothing() {
        products();
        assertThat(Migrate.migrate(servers.postgres())).isZero();
    }

    @Test
    void everyNewPriceLeavesItsEventAndNothingElseDoes() {
        Products products = products();
        products.add(mug(1290));
        products.add(mug(1));
        products.update(MUG, product -> product);
        products.update(MUG, product -> new Product(MUG, "Another name", product.price()));
        products.update(MUG, product -> new Product(MUG, product.name(), new Money(990, EUR)));
        assertThat(servers.rows("select sku, price_version, amount_minor, currency, traceparent from outbox order by id")).containsExactly(
                "MUG-01 1 1290 EUR " + TRACE, "MUG-01 2 990 EUR " + TRACE);
    }

    @Test
    void aChangeThatFailsLeavesNeitherPriceNorEvent() {
        Products products = products();
        products.add(mug(1290));
        assertThatThrownBy(() -> products.update(MUG, product -> {
            throw new IllegalStateException("no");
        })).hasMessage("no");
        assertThat(products.find(MUG)).contains(mug(1290));
        assertThat(servers.rows("select count(*) from outbox")).containsExactly("1");
    }

    @Test
    void withoutTablesItSaysSo() {
        var products = new PostgresProducts(database, Optional::empty);
        assertThatThrownBy(() -> products.find(MUG)).isInstanceOfSatisfying(
                StoreUnavailable.class, unavailable -> assertThat(unavailable.isWithoutTables()).isTrue());
    }
}

package io.shopfleet.orders.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopfleet.orders.domain.Money;
import io.shopfleet.orders.domain.Orders;
import io.shopfleet.orders.domain.Sku;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresOrdersTest extends OrdersContract {
    private static final Sku MUG = new Sku("MUG-01");
    private static final Sku PEN = new Sku("PEN-01");

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
    Orders orders() {
        assertThat(Migrate.migrate(servers.postgres())).isEqualTo(1);
        return new PostgresOrders(database);
    }

    private boolean hears(Sku sku, long version, long amountMinor) {
        return database.transaction(connection -> PostgresPriceBook.keep(connection, sku, version, new Money(amountMinor, EUR)));
    }

    @Test
    void migratingAgainChangesNothing() {
        orders();
        assertThat(Migrate.migrate(servers.postgres())).isZero();
    }

    @Test
    void anotherReplicaGetsTheFirstOrderOfAKey() {
        Orders orders = orders();
        orders.add(order(1), Optional.of(KEY));
        try (var other = new Database(servers.postgres())) {
            assertThat(new PostgresOrders(other).add(order(2), Optional.of(KEY))).isEqualTo(order(1));
        }
        assertThat(orders.page(Optional.empty(), 10)).containsExactly(order(1));
    }

    @Test
    void aPriceThatComesTwiceOrLateChangesNothing() {
        orders();
        assertThat(hears(MUG, 2, 990)).isTrue();
        assertThat(hears(MUG, 2, 990)).isFalse();
        assertThat(hears(MUG, 1, 1290)).isFalse();
        assertThat(hears(PEN, 1, 199)).isTrue();
        var book = new PostgresPriceBook(database);
        assertThat(book.of(new TreeSet<>(List.of(MUG, PEN, new Sku("CAP-01"))))).isEqualTo(Map.of(MUG, new Money(990, EUR), PEN, new Money(199, EUR)));
        assertThat(hears(MUG, 3, 1090)).isTrue();
        assertThat(book.of(new TreeSet<>(List.of(MUG)))).isEqualTo(Map.of(MUG, new Money(1090, EUR)));
    }

    @Test
    void withoutTablesItSaysSo() {
        var orders = new PostgresOrders(database);
        assertThatThrownBy(() -> orders.find(id(1))).isInstanceOfSatisfying(
                StoreUnavailable.class, unavailable -> assertThat(unavailable.isWithoutTables()).isTrue());
    }
}

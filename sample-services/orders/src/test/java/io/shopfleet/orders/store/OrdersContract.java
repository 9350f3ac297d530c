package io.shopfleet.orders.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.orders.domain.IdempotencyKey;
import io.shopfleet.orders.domain.Money;
import io.shopfleet.orders.domain.Order;
import io.shopfleet.orders.domain.OrderId;
import io.shopfleet.orders.domain.Orders;
import io.shopfleet.orders.domain.Sku;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the domain may rely on, whatever keeps the orders. */
abstract class OrdersContract {
    static final IdempotencyKey KEY = new IdempotencyKey("key-1");
    static final Currency EUR = Currency.getInstance("EUR");

    /** An empty store, with room for three orders at least. */
    abstract Orders orders();

    static OrderId id(int n) {
        return new OrderId("0199a0c0-0000-7000-8000-%012d".formatted(n));
    }

    static Order order(int n) {
        return new Order(id(n), Instant.parse("2026-01-01T00:00:00.123456Z").plusSeconds(n), List.of(
                new Order.Line(new Sku("MUG-01"), n, new Money(1290, EUR)), new Order.Line(new Sku("PEN-01"), 999, new Money(199, EUR))));
    }

    @Test
    void whatWasAddedIsFoundAsItWas() {
        Orders orders = orders();
        assertThat(orders.add(order(1), Optional.of(KEY))).isEqualTo(order(1));
        assertThat(orders.find(id(1))).contains(order(1));
        assertThat(orders.find(KEY)).contains(order(1));
        assertThat(orders.find(id(2))).isEmpty();
        assertThat(orders.find(new IdempotencyKey("key-2"))).isEmpty();
    }

    @Test
    void theNewestOrdersComeFirstAndPagesHangTogether() {
        Orders orders = orders();
        IntStream.of(2, 1, 3).forEach(n -> orders.add(order(n), Optional.empty()));
        assertThat(orders.page(Optional.empty(), 2)).containsExactly(order(3), order(2));
        assertThat(orders.page(Optional.of(id(2)), 2)).containsExactly(order(1));
        assertThat(orders.page(Optional.of(id(1)), 2)).isEmpty();
    }

    @Test
    void ofManyWithTheSameKeyOneIsKeptAndAllGetThatOne() {
        Orders orders = orders();
        List<Order> got = IntStream.range(1, 200).parallel().mapToObj(n -> orders.add(order(n), Optional.of(KEY))).toList();
        assertThat(got).containsOnly(orders.find(KEY).orElseThrow());
        assertThat(orders.page(Optional.empty(), 10)).containsExactly(orders.find(KEY).orElseThrow());
    }
}

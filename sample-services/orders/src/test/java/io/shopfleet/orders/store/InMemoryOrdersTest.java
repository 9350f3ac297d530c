package io.shopfleet.orders.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.shopfleet.orders.domain.IdempotencyKey;
import io.shopfleet.orders.domain.Money;
import io.shopfleet.orders.domain.Order;
import io.shopfleet.orders.domain.OrderId;
import io.shopfleet.orders.domain.Sku;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InMemoryOrdersTest {

    private static final IdempotencyKey KEY = new IdempotencyKey("key-1");

    private final InMemoryOrders orders = new InMemoryOrders(3);

    @Test
    void theNewestOrdersComeFirstAndPagesHangTogether() {
        IntStream.of(2, 1, 3).forEach(n -> orders.add(order(n), Optional.empty()));

        assertThat(orders.page(Optional.empty(), 2)).containsExactly(order(3), order(2));
        assertThat(orders.page(Optional.of(id(2)), 2)).containsExactly(order(1));
        assertThat(orders.page(Optional.of(id(1)), 2)).isEmpty();
    }

    @Test
    void ofManyWithTheSameKeyOneIsKeptAndAllGetThatOne() {
        List<Order> got = IntStream.range(0, 500).parallel().mapToObj(n -> orders.add(order(n), Optional.of(KEY))).toList();

        assertThat(got).containsOnly(orders.find(KEY).orElseThrow());
        assertThat(orders.page(Optional.empty(), 10)).containsExactly(orders.find(KEY).orElseThrow());
    }

    @Test
    void beyondTheCapacityTheOldestOrderGoesWithItsKey() {
        orders.add(order(1), Optional.of(KEY));
        IntStream.of(2, 3).forEach(n -> orders.add(order(n), Optional.empty()));
        assertThat(orders.find(KEY)).contains(order(1));

        orders.add(order(4), Optional.empty());

        assertThat(orders.page(Optional.empty(), 10)).containsExactly(order(4), order(3), order(2));
        assertThat(orders.find(id(1))).isEmpty();
        assertThat(orders.find(KEY)).isEmpty();
    }

    @Test
    void roomForNoOrderIsAMistakeInTheConfiguration() {
        assertThatIllegalArgumentException().isThrownBy(() -> new InMemoryOrders(0))
                .withMessage("orders.kept must be at least 1 but is 0; set ORDERS_KEPT");
    }

    private static Order order(int n) {
        return new Order(id(n), Instant.EPOCH.plusSeconds(n),
                List.of(new Order.Line(new Sku("MUG-01"), 1, new Money(n, Currency.getInstance("EUR")))));
    }

    private static OrderId id(int n) {
        return new OrderId("00000000-0000-7000-8000-%012d".formatted(n));
    }
}

package io.shopfleet.orders.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.shopfleet.orders.domain.Orders;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InMemoryOrdersTest extends OrdersContract {

    @Override
    Orders orders() {
        return new InMemoryOrders(3);
    }

    @Test
    void beyondTheCapacityTheOldestOrderGoesWithItsKey() {
        Orders orders = orders();
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
}

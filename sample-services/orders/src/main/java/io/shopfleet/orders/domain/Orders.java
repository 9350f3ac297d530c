package io.shopfleet.orders.domain;

import java.util.List;
import java.util.Optional;

/** Where orders are kept. The domain asks for no more than this, so any store can stand behind it. */
public interface Orders {

    /** Keeps the order; if one with the same key came first, that one stays alone and is returned. */
    Order add(Order order, Optional<IdempotencyKey> key);

    Optional<Order> find(OrderId id);

    Optional<Order> find(IdempotencyKey key);

    /** At most {@code limit} orders, the newest first, beginning behind {@code before}. */
    List<Order> page(Optional<OrderId> before, int limit);
}

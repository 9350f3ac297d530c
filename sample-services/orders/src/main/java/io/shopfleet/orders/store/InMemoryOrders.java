package io.shopfleet.orders.store;

import io.shopfleet.orders.domain.IdempotencyKey;
import io.shopfleet.orders.domain.Order;
import io.shopfleet.orders.domain.OrderId;
import io.shopfleet.orders.domain.Orders;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps the newest orders of one replica for as long as it lives; older ones go, so that its memory does not fill up. */
public class InMemoryOrders implements Orders {

    private final NavigableMap<OrderId, Kept> newestFirst = new TreeMap<>(Comparator.reverseOrder());
    private final Map<IdempotencyKey, Order> byKey = new HashMap<>();
    private final int capacity;

    public InMemoryOrders(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("orders.kept must be at least 1 but is " + capacity + "; set ORDERS_KEPT");
        }
        this.capacity = capacity;
    }

    @Override
    public synchronized Order add(Order order, Optional<IdempotencyKey> key) {
        Optional<Order> first = key.flatMap(this::find);
        if (first.isPresent()) {
            return first.get();
        }
        key.ifPresent(k -> byKey.put(k, order));
        newestFirst.put(order.id(), new Kept(order, key));
        if (newestFirst.size() > capacity) {
            newestFirst.pollLastEntry().getValue().key().ifPresent(byKey::remove);
        }
        return order;
    }

    @Override
    public synchronized Optional<Order> find(OrderId id) {
        return Optional.ofNullable(newestFirst.get(id)).map(Kept::order);
    }

    @Override
    public synchronized Optional<Order> find(IdempotencyKey key) {
        return Optional.ofNullable(byKey.get(key));
    }

    @Override
    public synchronized List<Order> page(Optional<OrderId> before, int limit) {
        return before.map(id -> newestFirst.tailMap(id, false)).orElse(newestFirst).values().stream()
                .limit(limit).map(Kept::order).toList();
    }

    private record Kept(Order order, Optional<IdempotencyKey> key) {
    }
}

package io.shopfleet.orders.domain;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Places orders, each once, at the prices of the moment. */
public final class OrderDesk {

    private final Orders orders;
    private final Prices prices;
    private final Clock clock;

    public OrderDesk(Orders orders, Prices prices, Clock clock) {
        this.orders = orders;
        this.prices = prices;
        this.clock = clock;
    }

    public Order place(Basket basket, Optional<IdempotencyKey> key) {
        Order order = key.flatMap(orders::find).orElseGet(() -> orders.add(priced(basket), key));
        if (!order.isFor(basket)) {
            throw new Refusal.KeyReused();
        }
        return order;
    }

    public Order order(OrderId id) {
        return orders.find(id).orElseThrow(() -> new Refusal.UnknownOrder(id));
    }

    public Page page(Optional<OrderId> before, int limit) {
        List<Order> found = orders.page(before, limit + 1);
        return found.size() <= limit
                ? new Page(found, Optional.empty())
                : new Page(found.subList(0, limit), Optional.of(found.get(limit - 1).id()));
    }

    private Order priced(Basket basket) {
        Map<Sku, Money> known = prices.of(basket.skus());
        List<Integer> unknown = IntStream.range(0, basket.items().size())
                .filter(line -> !known.containsKey(basket.items().get(line).sku())).boxed().toList();
        if (!unknown.isEmpty()) {
            throw new Refusal.UnknownSkus(unknown.stream().map(line -> basket.items().get(line).sku()).toList(), unknown);
        }
        return Order.of(basket, known, clock.instant());
    }

    /** One page of orders; {@code next} is present when more follow and is what to ask for them with. */
    public record Page(List<Order> orders, Optional<OrderId> next) {
    }
}

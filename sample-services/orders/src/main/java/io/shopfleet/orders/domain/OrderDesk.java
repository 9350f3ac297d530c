package io.shopfleet.orders.domain;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Places orders, each once, at the prices of the moment. */
public final class OrderDesk {

    private final Orders orders;
    private final Prices prices;
    private final PriceBook priceBook;
    private final Clock clock;

    public OrderDesk(Orders orders, Prices prices, PriceBook priceBook, Clock clock) {
        this.orders = orders;
        this.prices = prices;
        this.priceBook = priceBook;
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

    /** What the order would cost now; empty where not all of its prices are known, or they are in more than one currency. */
    public Optional<Money> currentTotal(Order order) {
        SortedSet<Sku> wanted = order.lines().stream().map(Order.Line::sku).collect(Collectors.toCollection(TreeSet::new));
        Map<Sku, Money> known = priceBook.of(wanted);
        boolean oneCurrency = known.values().stream().map(Money::currency).distinct().count() == 1;
        return known.keySet().containsAll(wanted) && oneCurrency
                ? order.lines().stream().map(line -> known.get(line.sku()).times(line.quantity())).reduce(Money::plus)
                : Optional.empty();
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
        return Order.of(basket, known, clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    /** One page of orders; {@code next} is present when more follow and is what to ask for them with. */
    public record Page(List<Order> orders, Optional<OrderId> next) {
    }
}

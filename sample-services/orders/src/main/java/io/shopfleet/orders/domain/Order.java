package io.shopfleet.orders.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A placed order. Its prices are those of the moment it was placed, whatever catalog says later. */
public record Order(OrderId id, Instant placedAt, List<Line> lines) {

    public Order {
        lines = List.copyOf(lines);
    }

    static Order of(Basket basket, Map<Sku, Money> prices, Instant now) {
        List<Line> lines = basket.items().stream()
                .map(item -> new Line(item.sku(), item.quantity(), prices.get(item.sku())))
                .toList();
        return new Order(OrderId.at(now), now, lines);
    }

    public Money total() {
        return lines.stream().map(Line::total).reduce(Money::plus).orElseThrow();
    }

    boolean isFor(Basket basket) {
        return basket.items().equals(lines.stream().map(line -> new Basket.Item(line.sku(), line.quantity())).toList());
    }

    /** So many of one product at the price it had. */
    public record Line(Sku sku, int quantity, Money unitPrice) {

        public Money total() {
            return unitPrice.times(quantity);
        }
    }
}

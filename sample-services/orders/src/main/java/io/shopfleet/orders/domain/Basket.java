package io.shopfleet.orders.domain;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a customer asks for, before it has a price. */
public record Basket(List<Item> items) {

    public static final int MAX_ITEMS = 50;
    public static final int MAX_QUANTITY = 999;

    public Basket {
        items = List.copyOf(items);
        if (items.isEmpty() || items.size() > MAX_ITEMS) {
            throw new IllegalArgumentException("a basket has 1 to %d items but this has %d".formatted(MAX_ITEMS, items.size()));
        }
        SortedSet<Sku> seen = new TreeSet<>();
        for (int line = 0; line < items.size(); line++) {
            if (!seen.add(items.get(line).sku())) {
                throw new Refusal.RepeatedSku(items.get(line).sku(), line);
            }
        }
    }

    SortedSet<Sku> skus() {
        return items.stream().map(Item::sku).collect(Collectors.toCollection(TreeSet::new));
    }

    /** So many of one product. */
    public record Item(Sku sku, int quantity) {

        public Item {
            if (quantity < 1 || quantity > MAX_QUANTITY) {
                throw new IllegalArgumentException("quantity must be from 1 to %d but is %d".formatted(MAX_QUANTITY, quantity));
            }
        }
    }
}

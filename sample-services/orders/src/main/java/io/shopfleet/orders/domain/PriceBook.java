package io.shopfleet.orders.domain;

import java.util.Map;
import java.util.SortedSet;

/** What products cost now, as far as it was heard: without asking anybody, and so maybe a moment late. */
public interface PriceBook {

    /** Where nobody tells of prices. */
    PriceBook EMPTY = wanted -> Map.of();

    /** The prices of those of the wanted products that it has heard of. */
    Map<Sku, Money> of(SortedSet<Sku> wanted);
}

package io.shopfleet.orders.domain;

import java.util.Map;
import java.util.SortedSet;

/** Who knows what things cost now. */
public interface Prices {

    /**
     * The prices of those of the wanted products that exist, all in one currency.
     *
     * @throws Refusal.PricesUnavailable nobody answered in time; asking again later may help
     * @throws Refusal.PricesUnreadable there was an answer, but none that gives prices
     */
    Map<Sku, Money> of(SortedSet<Sku> wanted);
}

package io.shopfleet.catalog.domain;

import java.util.Currency;
import java.util.Objects;

/** An amount in the smallest unit of its currency (cents), so that no sum is ever rounded. */
public record Money(long amountMinor, Currency currency) {

    /** Far above any price, far below where sums over an order could overflow. */
    public static final long MAX = 1_000_000_000L;

    public Money {
        Objects.requireNonNull(currency, "currency");
        if (amountMinor < 0 || amountMinor > MAX) {
            throw new IllegalArgumentException("amountMinor must be from 0 to " + MAX + " but is " + amountMinor);
        }
    }
}

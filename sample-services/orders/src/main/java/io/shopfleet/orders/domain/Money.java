package io.shopfleet.orders.domain;

import java.util.Currency;
import java.util.Objects;

/** An amount in the smallest unit of its currency (cents), so that no sum is ever rounded. */
public record Money(long amountMinor, Currency currency) {

    public Money {
        Objects.requireNonNull(currency, "currency");
        if (amountMinor < 0) {
            throw new IllegalArgumentException("amountMinor must not be below 0 but is " + amountMinor);
        }
    }

    Money times(int factor) {
        return new Money(Math.multiplyExact(amountMinor, factor), currency);
    }

    Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot add %s to %s".formatted(other.currency, currency));
        }
        return new Money(Math.addExact(amountMinor, other.amountMinor), currency);
    }
}

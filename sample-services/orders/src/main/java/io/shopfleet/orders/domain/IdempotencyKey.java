package io.shopfleet.orders.domain;

/** What a caller sends with an order, and again when it repeats the request, so that only one order is placed. */
public record IdempotencyKey(String value) {

    public static final String PATTERN = "^[!-~]{1,100}$";

    public IdempotencyKey {
        if (value == null || !value.matches(PATTERN)) {
            throw new IllegalArgumentException("an idempotency key must match " + PATTERN);
        }
    }
}

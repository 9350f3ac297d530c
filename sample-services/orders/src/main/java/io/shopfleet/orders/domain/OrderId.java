package io.shopfleet.orders.domain;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The key of an order: a UUID of version 7, so ids sort by the time at which the orders were placed. */
public record OrderId(String value) implements Comparable<OrderId> {

    public static final String PATTERN = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";

    public OrderId {
        if (value == null || !value.matches(PATTERN)) {
            throw new IllegalArgumentException("an order id is a UUID in lower case, not " + value);
        }
    }

    static OrderId at(Instant time) {
        // RFC 9562, 6.2 method 3: the twelve bits behind the milliseconds are a fraction of one, not random.
        long fraction = (time.getNano() % 1_000_000L) * 4096 / 1_000_000;
        long high = time.toEpochMilli() << 16 | 0x7000 | fraction;
        long low = ThreadLocalRandom.current().nextLong() >>> 2 | Long.MIN_VALUE;
        return new OrderId(new UUID(high, low).toString());
    }

    @Override
    public int compareTo(OrderId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

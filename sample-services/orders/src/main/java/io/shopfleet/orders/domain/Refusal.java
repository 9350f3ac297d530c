package io.shopfleet.orders.domain;

import java.time.Duration;
import java.util.List;

/** Why there is no order to show. */
public abstract sealed class Refusal extends RuntimeException {

    private Refusal(String message) {
        super(message, null, false, false);
    }

    public static final class UnknownOrder extends Refusal {
        public UnknownOrder(OrderId id) {
            super("No order has the id %s; GET /orders lists those there are".formatted(id));
        }
    }

    /** {@code line} is the place of the repetition in the basket, from 0. */
    public static final class RepeatedSku extends Refusal {
        private final int line;

        public RepeatedSku(Sku sku, int line) {
            super("%s is in the order twice; send one line with the sum of the quantities".formatted(sku));
            this.line = line;
        }

        public int line() {
            return line;
        }
    }

    public static final class UnknownSkus extends Refusal {
        private final List<Integer> lines;

        public UnknownSkus(List<Sku> skus, List<Integer> lines) {
            super("Catalog does not know %s; take these lines out or correct the SKU"
                    .formatted(String.join(", ", skus.stream().map(Sku::value).toList())));
            this.lines = List.copyOf(lines);
        }

        public List<Integer> lines() {
            return lines;
        }
    }

    public static final class KeyReused extends Refusal {
        public KeyReused() {
            super("This Idempotency-Key was sent before with other lines; send a new key with every new order");
        }
    }

    public static final class PricesUnavailable extends Refusal {
        private final Duration retryAfter;

        public PricesUnavailable(String what, Duration retryAfter) {
            super("%s, so the order has no prices and was not placed; send it again in %d s".formatted(what, retryAfter.toSeconds()));
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }

    public static final class PricesUnreadable extends Refusal {
        public PricesUnreadable(String what) {
            super("%s, so the order has no prices and was not placed; the people who run the shop must look at catalog".formatted(what));
        }
    }
}

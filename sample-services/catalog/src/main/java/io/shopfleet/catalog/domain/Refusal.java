package io.shopfleet.catalog.domain;

import java.util.Currency;

/** What the catalog answers when it cannot do what it was asked for; never a fault of the machine. */
public abstract sealed class Refusal extends RuntimeException {

    private Refusal(String message) {
        super(message, null, false, false);
    }

    public static final class UnknownSku extends Refusal {
        public UnknownSku(Sku sku) {
            super("No product has the SKU %s; GET /products lists those there are".formatted(sku));
        }
    }

    public static final class SkuTaken extends Refusal {
        public SkuTaken(Sku sku) {
            super("A product with the SKU %1$s exists; choose another SKU, or change its price with PUT /products/%1$s/price"
                    .formatted(sku));
        }
    }

    public static final class ForeignCurrency extends Refusal {
        public ForeignCurrency(Currency given, Currency used) {
            super("This shop prices in %s, not in %s; convert the amount and send currency %1$s".formatted(used, given));
        }
    }
}

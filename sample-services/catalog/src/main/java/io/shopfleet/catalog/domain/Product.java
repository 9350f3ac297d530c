package io.shopfleet.catalog.domain;

import java.util.Objects;

/** Something the shop sells, at the price it has now. */
public record Product(Sku sku, String name, Money price) {

    public Product {
        Objects.requireNonNull(sku, "sku");
        Objects.requireNonNull(price, "price");
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("name must not be blank");
        }
    }

    Product at(Money newPrice) {
        return new Product(sku, name, newPrice);
    }
}

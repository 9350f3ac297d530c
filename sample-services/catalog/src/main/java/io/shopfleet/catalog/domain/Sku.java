package io.shopfleet.catalog.domain;

/** Stock keeping unit: the key under which the shop knows a product. */
public record Sku(String value) implements Comparable<Sku> {

    /** The spelling of a SKU, here once so that the REST border and the domain cannot differ. */
    public static final String PATTERN = "^[A-Z0-9][A-Z0-9-]{0,39}$";

    public Sku {
        if (value == null || !value.matches(PATTERN)) {
            throw new IllegalArgumentException("sku must match " + PATTERN + " but is " + value);
        }
    }

    @Override
    public int compareTo(Sku other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

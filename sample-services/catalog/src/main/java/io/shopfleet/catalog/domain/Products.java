package io.shopfleet.catalog.domain;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Where products are kept. The domain asks for no more than this, so any store can stand behind it. */
public interface Products {

    /** At most {@code limit} products in the order of their SKUs, beginning behind {@code after}. */
    List<Product> page(Optional<Sku> after, int limit);

    /** Those of the wanted products that exist, in the order of their SKUs. */
    List<Product> withSkus(Set<Sku> wanted);

    Optional<Product> find(Sku sku);

    /** Keeps the product unless its SKU is taken; says whether it was kept. */
    boolean add(Product product);

    /** Replaces the product in one step that no other change can come between; empty if there is none. */
    Optional<Product> update(Sku sku, UnaryOperator<Product> change);
}

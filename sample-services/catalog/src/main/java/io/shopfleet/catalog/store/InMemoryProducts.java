package io.shopfleet.catalog.store;

import io.shopfleet.catalog.domain.Product;
import io.shopfleet.catalog.domain.Products;
import io.shopfleet.catalog.domain.Sku;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;

/** Keeps the products of one replica for as long as it lives. */
public class InMemoryProducts implements Products {

    private final ConcurrentNavigableMap<Sku, Product> bySku = new ConcurrentSkipListMap<>();

    @Override
    public List<Product> page(Optional<Sku> after, int limit) {
        return after.map(sku -> bySku.tailMap(sku, false)).orElse(bySku).values().stream().limit(limit).toList();
    }

    @Override
    public List<Product> withSkus(Set<Sku> wanted) {
        return wanted.stream().sorted().map(bySku::get).filter(Objects::nonNull).toList();
    }

    @Override
    public Optional<Product> find(Sku sku) {
        return Optional.ofNullable(bySku.get(sku));
    }

    @Override
    public boolean add(Product product) {
        return bySku.putIfAbsent(product.sku(), product) == null;
    }

    @Override
    public Optional<Product> update(Sku sku, UnaryOperator<Product> change) {
        return Optional.ofNullable(bySku.computeIfPresent(sku, (key, product) -> change.apply(product)));
    }
}

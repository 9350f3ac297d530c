package io.shopfleet.catalog.domain;

import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules of the catalog: a SKU is given once, and every price is in the shop's one currency. */
public final class Catalog {

    private final Products products;
    private final Currency currency;

    public Catalog(Products products, Currency currency) {
        this.products = products;
        this.currency = currency;
    }

    public Currency currency() {
        return currency;
    }

    public Page page(Optional<Sku> after, int limit) {
        List<Product> found = products.page(after, limit + 1);
        return found.size() <= limit
                ? new Page(found, Optional.empty())
                : new Page(found.subList(0, limit), Optional.of(found.get(limit - 1).sku()));
    }

    public List<Product> withSkus(Set<Sku> wanted) {
        return products.withSkus(wanted);
    }

    public Product product(Sku sku) {
        return products.find(sku).orElseThrow(() -> new Refusal.UnknownSku(sku));
    }

    public Product add(Product product) {
        checkCurrency(product.price());
        if (!products.add(product)) {
            throw new Refusal.SkuTaken(product.sku());
        }
        return product;
    }

    public Product changePrice(Sku sku, Money price) {
        checkCurrency(price);
        return products.update(sku, product -> product.at(price)).orElseThrow(() -> new Refusal.UnknownSku(sku));
    }

    private void checkCurrency(Money price) {
        if (!price.currency().equals(currency)) {
            throw new Refusal.ForeignCurrency(price.currency(), currency);
        }
    }

    /** One page of products; {@code next} is present when more follow and is what to ask for them with. */
    public record Page(List<Product> products, Optional<Sku> next) {
    }
}

package io.shopfleet.catalog.store;

import io.quarkus.runtime.StartupEvent;
import io.shopfleet.catalog.domain.Catalog;
import io.shopfleet.catalog.domain.Money;
import io.shopfleet.catalog.domain.Product;
import io.shopfleet.catalog.domain.Products;
import io.shopfleet.catalog.domain.Sku;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A handful of products at the start, the same in every replica, so that a fresh shop has something to sell. */
@ApplicationScoped
public class DemoProducts {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    void stock(@Observes StartupEvent start, Catalog catalog, Products products,
            @ConfigProperty(name = "catalog.demo-products") boolean wanted) {
        if (wanted && !stocked(products, all(catalog))) {
            Thread.ofVirtual().name("demo-products").start(() -> keepTrying(products, all(catalog)));
        }
    }

    private static List<Product> all(Catalog catalog) {
        return List.of(product(catalog, "MUG-01", "Mug, blue", 1290), product(catalog, "MUG-02", "Mug, white", 990),
                product(catalog, "PEN-01", "Ball pen", 199), product(catalog, "BAG-01", "Canvas bag", 1590),
                product(catalog, "HAT-01", "Straw hat", 2450));
    }

    private static Product product(Catalog catalog, String sku, String name, long amountMinor) {
        return new Product(new Sku(sku), name, new Money(amountMinor, catalog.currency()));
    }

    /** Those that are there already stay as they are. */
    private static boolean stocked(Products products, List<Product> wanted) {
        try {
            wanted.forEach(products::add);
            return true;
        } catch (StoreUnavailable later) {
            return false;
        }
    }

    private static void keepTrying(Products products, List<Product> wanted) {
        try {
            do {
                Thread.sleep(PAUSE);
            } while (!stocked(products, wanted));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

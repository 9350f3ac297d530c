package io.shopfleet.catalog.store;

import io.quarkus.runtime.StartupEvent;
import io.shopfleet.catalog.domain.Catalog;
import io.shopfleet.catalog.domain.Money;
import io.shopfleet.catalog.domain.Product;
import io.shopfleet.catalog.domain.Sku;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A handful of products at the start, the same in every replica, so that a fresh shop has something to sell. */
@ApplicationScoped
public class DemoProducts {

    void stock(@Observes StartupEvent start, Catalog catalog, @ConfigProperty(name = "catalog.demo-products") boolean wanted) {
        if (!wanted) {
            return;
        }
        add(catalog, "MUG-01", "Mug, blue", 1290);
        add(catalog, "MUG-02", "Mug, white", 990);
        add(catalog, "PEN-01", "Ball pen", 199);
        add(catalog, "BAG-01", "Canvas bag", 1590);
        add(catalog, "HAT-01", "Straw hat", 2450);
    }

    private static void add(Catalog catalog, String sku, String name, long amountMinor) {
        catalog.add(new Product(new Sku(sku), name, new Money(amountMinor, catalog.currency())));
    }
}

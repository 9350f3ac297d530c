package io.shopfleet.catalog.config;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.Startup;
import io.shopfleet.catalog.binding.Binding;
import io.shopfleet.catalog.domain.Catalog;
import io.shopfleet.catalog.domain.Products;
import io.shopfleet.catalog.event.Outbox;
import io.shopfleet.catalog.rest.Trace;
import io.shopfleet.catalog.store.CachedProducts;
import io.shopfleet.catalog.store.Database;
import io.shopfleet.catalog.store.InMemoryProducts;
import io.shopfleet.catalog.store.PostgresProducts;
import io.shopfleet.catalog.store.Redis;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Currency;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the domain together, which itself knows neither container nor configuration, with what the service is bound to. */
@ApplicationScoped
@Startup
class CatalogWiring {
    private final Optional<Database> database = Binding.of("postgresql").map(Database::new);
    private final Optional<Binding> kafka = Binding.of("kafka");
    private final Optional<Outbox> outbox = database.flatMap(store -> kafka.map(binding -> new Outbox(store, binding)));

    @Produces
    @Singleton
    @Unremovable
    Optional<Database> database() {
        return database;
    }

    @Produces
    @Singleton
    Products products() {
        if (database.isEmpty()) {
            return new InMemoryProducts();
        }
        Products stored = new PostgresProducts(database.get(), Trace::current);
        return Binding.of("redis")
                .<Products>map(redis -> new CachedProducts(stored, Redis.client(redis), redis.get("prefix")))
                .orElse(stored);
    }

    @Produces
    @Singleton
    Catalog catalog(Products products, @ConfigProperty(name = "pricing.currency") String code) {
        return new Catalog(products, currency(code));
    }

    @PreDestroy
    void close() {
        outbox.ifPresent(Outbox::close);
        database.ifPresent(Database::close);
    }

    static Currency currency(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "pricing.currency is %s, which is no ISO 4217 code; set it to one, such as EUR".formatted(code), e);
        }
    }
}

package io.shopfleet.catalog.config;

import io.shopfleet.catalog.domain.Catalog;
import io.shopfleet.catalog.domain.Products;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Currency;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the domain together, which itself knows neither container nor configuration. */
class CatalogWiring {

    @Produces
    @Singleton
    Catalog catalog(Products products, @ConfigProperty(name = "pricing.currency") String code) {
        return new Catalog(products, currency(code));
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

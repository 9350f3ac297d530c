package io.shopfleet.orders.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.logging.Log;
import io.shopfleet.orders.domain.Money;
import io.shopfleet.orders.domain.Prices;
import io.shopfleet.orders.domain.Refusal;
import io.shopfleet.orders.domain.Sku;
import io.vertx.core.VertxException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.time.Duration;
import java.util.Currency;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Asks catalog over HTTP, once for the whole order, and never waits longer than the time limit. */
@Singleton
public class CatalogPrices implements Prices {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final CatalogApi catalog;
    private final Duration limit;

    CatalogPrices(@RestClient CatalogApi catalog,
            @ConfigProperty(name = "quarkus.rest-client.catalog.url") String url,
            @ConfigProperty(name = "quarkus.rest-client.catalog.read-timeout") long limitMillis) {
        checkAddress(url);
        this.catalog = catalog;
        this.limit = Duration.ofMillis(limitMillis);
    }

    static void checkAddress(String url) {
        if (!url.matches("https?://[^/].*")) {
            throw new IllegalArgumentException(
                    "The address of catalog is %s; set SHOPFLEET_CATALOG_URL to one that begins with http:// or https://".formatted(url));
        }
    }

    @Override
    public Map<Sku, Money> of(SortedSet<Sku> wanted) {
        CatalogApi.Page page = catalog.products(wanted.stream().map(Sku::value).toList())
                // A kept connection may close just as it is used, when a replica of catalog goes.
                // Asking for prices changes nothing, so asking once more is safe.
                .onFailure(CatalogPrices::lostConnection).retry().atMost(1)
                .ifNoItem().after(limit).fail()
                .onFailure().transform(this::refusal)
                .await().indefinitely();
        return prices(page, wanted);
    }

    /** The HTTP client reports a broken connection in two families of exceptions, by the moment at which it breaks. */
    static boolean lostConnection(Throwable failure) {
        return (failure instanceof IOException && !(failure instanceof JsonProcessingException)) || failure instanceof VertxException;
    }

    private Refusal refusal(Throwable failure) {
        return switch (failure) {
            case TimeoutException e -> slow(e);
            case io.smallrye.mutiny.TimeoutException e -> slow(e);
            case WebApplicationException e when e.getResponse().getStatus() == 429 || e.getResponse().getStatus() >= 500 ->
                unavailable("Catalog answered with status " + e.getResponse().getStatus(), e);
            case Exception e when lostConnection(e) -> unavailable("Catalog cannot be reached", e);
            default -> unreadable(failure);
        };
    }

    private static Map<Sku, Money> prices(CatalogApi.Page page, SortedSet<Sku> wanted) {
        try {
            Map<Sku, Money> prices = new TreeMap<>();
            for (CatalogApi.Product product : page.items()) {
                CatalogApi.Price price = product.price();
                prices.put(new Sku(product.sku()), new Money(price.amountMinor(), Currency.getInstance(price.currency())));
            }
            prices.keySet().retainAll(wanted);
            if (prices.values().stream().map(Money::currency).distinct().count() > 1) {
                throw new IllegalArgumentException("prices in more than one currency");
            }
            return prices;
        } catch (NullPointerException | IllegalArgumentException e) {
            throw unreadable(e);
        }
    }

    private Refusal slow(Exception e) {
        return unavailable("Catalog did not answer within %d ms".formatted(limit.toMillis()), e);
    }

    private static Refusal unavailable(String what, Exception e) {
        Log.warnf("%s: %s", what, e);
        return new Refusal.PricesUnavailable(what, RETRY_AFTER);
    }

    private static Refusal unreadable(Throwable e) {
        Log.errorf("Catalog's answer gives no prices: %s", e);
        return new Refusal.PricesUnreadable("Catalog's answer cannot be understood");
    }
}

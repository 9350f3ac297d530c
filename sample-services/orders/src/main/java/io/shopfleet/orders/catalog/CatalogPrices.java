package io.shopfleet.orders.catalog;

import io.quarkus.logging.Log;
import io.shopfleet.orders.domain.Money;
import io.shopfleet.orders.domain.Prices;
import io.shopfleet.orders.domain.Refusal;
import io.shopfleet.orders.domain.Sku;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ProcessingException;
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
            @ConfigProperty(name = "quarkus.rest-client.catalog.read-timeout") long limitMillis) {
        this.catalog = catalog;
        this.limit = Duration.ofMillis(limitMillis);
    }

    @Override
    public Map<Sku, Money> of(SortedSet<Sku> wanted) {
        try {
            return prices(ask(wanted), wanted);
        } catch (io.smallrye.mutiny.TimeoutException e) {
            throw slow(e);
        } catch (WebApplicationException e) {
            throw refused(e);
        } catch (ProcessingException e) {
            throw e.getCause() instanceof TimeoutException ? slow(e) : away(e);
        }
    }

    private CatalogApi.Page ask(SortedSet<Sku> wanted) {
        return catalog.products(wanted.stream().map(Sku::value).toList())
                // A kept connection may close just as it is used, when a replica of catalog goes.
                // Asking for prices changes nothing, so asking once more is safe.
                .onFailure(CatalogPrices::lostConnection).retry().atMost(1)
                .await().atMost(limit);
    }

    private static boolean lostConnection(Throwable failure) {
        return failure instanceof ProcessingException && failure.getCause() instanceof IOException;
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
        Log.warnf("catalog did not answer within %d ms: %s", limit.toMillis(), e);
        return new Refusal.PricesUnavailable("Catalog did not answer within %d ms".formatted(limit.toMillis()), RETRY_AFTER);
    }

    private static Refusal away(Exception e) {
        Log.warnf("catalog cannot be reached: %s", e.getCause());
        return new Refusal.PricesUnavailable("Catalog cannot be reached", RETRY_AFTER);
    }

    private static Refusal refused(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        if (status == 429 || status >= 500) {
            Log.warnf("catalog answered with status %d", status);
            return new Refusal.PricesUnavailable("Catalog answered with status " + status, RETRY_AFTER);
        }
        return unreadable(e);
    }

    private static Refusal unreadable(Exception e) {
        Log.errorf("catalog's answer gives no prices: %s", e);
        return new Refusal.PricesUnreadable("Catalog's answer cannot be understood");
    }
}

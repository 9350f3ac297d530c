package io.shopfleet.orders.config;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.Startup;
import io.shopfleet.orders.binding.Binding;
import io.shopfleet.orders.domain.OrderDesk;
import io.shopfleet.orders.domain.Orders;
import io.shopfleet.orders.domain.PriceBook;
import io.shopfleet.orders.domain.Prices;
import io.shopfleet.orders.event.PriceUpdates;
import io.shopfleet.orders.store.Database;
import io.shopfleet.orders.store.InMemoryOrders;
import io.shopfleet.orders.store.PostgresOrders;
import io.shopfleet.orders.store.PostgresPriceBook;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the domain together, which itself knows neither container nor configuration, with what the service is bound to. */
@ApplicationScoped
@Startup
class OrdersWiring {
    private final Optional<Database> database;
    private final Optional<PriceUpdates> priceUpdates;

    OrdersWiring(@ConfigProperty(name = Binding.ROOT) Optional<Path> bindings, MeterRegistry metrics) {
        database = bindings.flatMap(root -> Binding.of("postgresql", root)).map(Database::new);
        Optional<Binding> kafka = bindings.flatMap(root -> Binding.of("kafka", root));
        priceUpdates = database.flatMap(store -> kafka.map(binding -> new PriceUpdates(store, binding, metrics)));
    }

    @Produces
    @Singleton
    @Unremovable
    Optional<Database> database() {
        return database;
    }

    /** Made at the start, so that a mistake in the configuration is seen then and not with the first order. */
    @Produces
    @Singleton
    @Startup
    OrderDesk orderDesk(Prices prices, @ConfigProperty(name = "orders.kept") int kept) {
        Orders orders = database.<Orders>map(PostgresOrders::new).orElseGet(() -> new InMemoryOrders(kept));
        PriceBook priceBook = database.<PriceBook>map(PostgresPriceBook::new).orElse(PriceBook.EMPTY);
        return new OrderDesk(orders, prices, priceBook, Clock.systemUTC());
    }

    @PreDestroy
    void close() {
        priceUpdates.ifPresent(PriceUpdates::close);
        database.ifPresent(Database::close);
    }
}

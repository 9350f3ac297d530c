package io.shopfleet.orders.config;

import io.quarkus.runtime.Startup;
import io.shopfleet.orders.domain.OrderDesk;
import io.shopfleet.orders.domain.Orders;
import io.shopfleet.orders.domain.Prices;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the domain together, which itself knows neither container nor configuration. */
class OrdersWiring {

    /** Made at the start, so that a mistake in the configuration is seen then and not with the first order. */
    @Produces
    @Singleton
    @Startup
    OrderDesk orderDesk(Orders orders, Prices prices) {
        return new OrderDesk(orders, prices, Clock.systemUTC());
    }
}

package io.shopfleet.orders.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.shopfleet.orders.domain.OrderDesk;
import io.shopfleet.orders.domain.OrderId;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "Orders, the newest first", requiredProperties = "items")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderPage(
        List<PlacedOrder> items,
        @Schema(description = "Send it as `before` to get the orders that follow; absent on the last page") String next) {

    static OrderPage of(OrderDesk.Page page) {
        return new OrderPage(page.orders().stream().map(PlacedOrder::of).toList(), page.next().map(OrderId::value).orElse(null));
    }
}

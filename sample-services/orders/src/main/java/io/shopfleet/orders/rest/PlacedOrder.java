package io.shopfleet.orders.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.shopfleet.orders.domain.Money;
import io.shopfleet.orders.domain.Order;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Order", description = "A placed order, at the prices of the moment it was placed",
        requiredProperties = {"id", "placedAt", "lines", "total"})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlacedOrder(
        @Schema(format = "uuid") String id,
        Instant placedAt,
        List<Line> lines,
        Amount total,
        @Schema(description = "What the order would cost at the prices of now; absent where they are not known, and in lists")
        Amount currentTotal) {

    static PlacedOrder of(Order order) {
        return new PlacedOrder(order.id().value(), order.placedAt(), order.lines().stream().map(Line::of).toList(), Amount.of(order.total()), null);
    }

    PlacedOrder costing(Optional<Money> now) {
        return new PlacedOrder(id, placedAt, lines, total, now.map(Amount::of).orElse(null));
    }

    @Schema(name = "OrderLine", requiredProperties = {"sku", "quantity", "unitPrice", "total"})
    public record Line(String sku, int quantity, Amount unitPrice, Amount total) {

        static Line of(Order.Line line) {
            return new Line(line.sku().value(), line.quantity(), Amount.of(line.unitPrice()), Amount.of(line.total()));
        }
    }

    @Schema(description = "An amount of money", requiredProperties = {"amountMinor", "currency"})
    public record Amount(
            @Schema(description = "Amount in the smallest unit of the currency (cents)", examples = "2580") long amountMinor,
            @Schema(description = "ISO 4217 code", examples = "EUR") String currency) {

        static Amount of(Money money) {
            return new Amount(money.amountMinor(), money.currency().getCurrencyCode());
        }
    }
}

package io.shopfleet.orders.rest;

import io.shopfleet.orders.domain.Basket;
import io.shopfleet.orders.domain.Sku;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "What a customer asks for")
public record NewOrder(
        @NotNull(message = "is missing; send a list such as [{\"sku\": \"MUG-01\", \"quantity\": 2}]")
        @Size(min = 1, max = Basket.MAX_ITEMS, message = "must have 1 to 50 lines")
        List<@NotNull(message = "must not be null") @Valid Line> lines) {

    Basket toBasket() {
        return new Basket(lines.stream().map(line -> new Basket.Item(new Sku(line.sku()), line.quantity())).toList());
    }

    @Schema(name = "NewOrderLine", description = "So many of one product")
    public record Line(
            @NotNull(message = "is missing; GET /products of catalog lists the SKUs")
            @Pattern(regexp = Sku.PATTERN, message = "a SKU has 1 to 40 capital letters, digits and dashes and does not begin with a dash")
            @Schema(description = "Stock keeping unit, as catalog lists it", examples = "MUG-01")
            String sku,

            @NotNull(message = "is missing; send a whole number from 1 to 999")
            @Min(value = 1, message = "must be at least 1")
            @Max(value = Basket.MAX_QUANTITY, message = "must be at most 999")
            @Schema(examples = "2")
            Integer quantity) {
    }
}

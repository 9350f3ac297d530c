package io.shopfleet.catalog.rest;

import io.shopfleet.catalog.domain.Product;
import io.shopfleet.catalog.domain.Sku;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Product", description = "Something the shop sells")
public record ProductBody(
        @NotNull(message = "is missing; " + SKU_RULE)
        @Pattern(regexp = Sku.PATTERN, message = SKU_RULE)
        @Schema(description = "Stock keeping unit, the key of the product", examples = "MUG-01")
        String sku,

        @NotBlank(message = "is missing; send the name customers see")
        @Size(max = 200, message = "must have at most 200 characters")
        @Schema(description = "Name that customers see", examples = "Mug, blue")
        String name,

        @NotNull(message = "is missing; send {\"amountMinor\": 1290, \"currency\": \"EUR\"}")
        @Valid
        Price price) {

    static final String SKU_RULE = "a SKU has 1 to 40 capital letters, digits and dashes and does not begin with a dash";

    static ProductBody of(Product product) {
        return new ProductBody(product.sku().value(), product.name(), Price.of(product.price()));
    }

    Product toProduct() {
        return new Product(new Sku(sku), name.strip(), price.toMoney());
    }
}

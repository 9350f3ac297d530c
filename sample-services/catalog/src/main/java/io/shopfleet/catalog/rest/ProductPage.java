package io.shopfleet.catalog.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.shopfleet.catalog.domain.Product;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "Products in the order of their SKUs")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProductPage(
        @Schema(required = true) List<ProductBody> items,
        @Schema(description = "Send it as `after` to get the products that follow; absent on the last page") String next) {

    static ProductPage of(List<Product> products, String next) {
        return new ProductPage(products.stream().map(ProductBody::of).toList(), next);
    }
}

package io.shopfleet.catalog.rest;

import io.shopfleet.catalog.domain.Catalog;
import io.shopfleet.catalog.domain.Product;
import io.shopfleet.catalog.domain.Sku;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/products")
@Tag(name = "products")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ProductResource {

    private static final String WRONG_REQUEST = "The request is wrong; `violations` names the field and the cure";
    private static final String MISSING_BODY = "the request has no body; send the JSON object that /q/openapi describes";

    private final Catalog catalog;

    ProductResource(Catalog catalog) {
        this.catalog = catalog;
    }

    @GET
    @Operation(operationId = "listProducts", summary = "Lists products in pages, or those with the SKUs asked for")
    @APIResponseSchema(value = ProductPage.class, responseCode = "200", responseDescription = "One page of products")
    @APIResponse(responseCode = "400", description = WRONG_REQUEST)
    public ProductPage list(
            @Parameter(description = "How many products at most")
            @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "20")
            @QueryParam("limit") @DefaultValue("20") @Pattern(regexp = "[1-9][0-9]?|100", message = "must be a whole number from 1 to 100")
            String limit,
            @Parameter(description = "Begin behind this SKU: `next` of the page before")
            @QueryParam("after") @Pattern(regexp = Sku.PATTERN, message = ProductBody.SKU_RULE)
            String after,
            @Parameter(description = "Only these products, all in one page; may be repeated. Unknown SKUs are left out")
            @QueryParam("sku") @Size(max = 100, message = "may be repeated at most 100 times; ask more than once")
            List<@Pattern(regexp = Sku.PATTERN, message = ProductBody.SKU_RULE) String> sku) {
        if (!sku.isEmpty()) {
            return ProductPage.of(catalog.withSkus(sku.stream().map(Sku::new).collect(Collectors.toSet())), null);
        }
        Catalog.Page page = catalog.page(Optional.ofNullable(after).map(Sku::new), Integer.parseInt(limit));
        return ProductPage.of(page.products(), page.next().map(Sku::value).orElse(null));
    }

    @GET
    @Path("/{sku}")
    @Operation(operationId = "getProduct", summary = "Gets one product")
    @APIResponseSchema(value = ProductBody.class, responseCode = "200", responseDescription = "The product")
    @APIResponse(responseCode = "400", description = WRONG_REQUEST)
    @APIResponse(responseCode = "404", description = "No product has this SKU")
    public ProductBody get(@PathParam("sku") @Pattern(regexp = Sku.PATTERN, message = ProductBody.SKU_RULE) String sku) {
        return ProductBody.of(catalog.product(new Sku(sku)));
    }

    @POST
    @Operation(operationId = "createProduct", summary = "Adds a product")
    @APIResponseSchema(value = ProductBody.class, responseCode = "201", responseDescription = "Added; Location says where it is")
    @APIResponse(responseCode = "400", description = WRONG_REQUEST)
    @APIResponse(responseCode = "409", description = "The SKU is taken")
    public RestResponse<ProductBody> create(@NotNull(message = MISSING_BODY) @Valid ProductBody body) {
        Product created = catalog.add(body.toProduct());
        return RestResponse.ResponseBuilder.<ProductBody>created(URI.create("/products/" + created.sku()))
                .entity(ProductBody.of(created)).build();
    }

    @PUT
    @Path("/{sku}/price")
    @Operation(operationId = "changePrice", summary = "Sets the price of a product; orders placed before keep theirs")
    @APIResponseSchema(value = ProductBody.class, responseCode = "200", responseDescription = "The product at its new price")
    @APIResponse(responseCode = "400", description = WRONG_REQUEST)
    @APIResponse(responseCode = "404", description = "No product has this SKU")
    public ProductBody changePrice(
            @PathParam("sku") @Pattern(regexp = Sku.PATTERN, message = ProductBody.SKU_RULE) String sku,
            @NotNull(message = MISSING_BODY) @Valid Price price) {
        return ProductBody.of(catalog.changePrice(new Sku(sku), price.toMoney()));
    }
}

package io.shopfleet.orders.rest;

import io.shopfleet.orders.domain.IdempotencyKey;
import io.shopfleet.orders.domain.Order;
import io.shopfleet.orders.domain.OrderDesk;
import io.shopfleet.orders.domain.OrderId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/orders")
@Tag(name = "orders")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class OrderResource {

    private static final String WRONG_REQUEST = "The request is wrong; `violations` names the field and the cure";
    private static final String STORE_AWAY = "The store of orders is away or slow; Retry-After says when to ask again";
    private static final String ID_RULE = "an order id is a UUID in lower case, as POST /orders returned it";

    private final OrderDesk desk;

    OrderResource(OrderDesk desk) {
        this.desk = desk;
    }

    @GET
    @Operation(operationId = "listOrders", summary = "Lists orders in pages, the newest first")
    @APIResponseSchema(value = OrderPage.class, responseCode = "200", responseDescription = "One page of orders")
    @APIResponse(responseCode = "400", description = WRONG_REQUEST)
    @APIResponse(responseCode = "503", description = STORE_AWAY)
    public OrderPage list(
            @Parameter(description = "How many orders at most")
            @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "20")
            @QueryParam("limit") @DefaultValue("20") @Pattern(regexp = "[1-9][0-9]?|100", message = "must be a whole number from 1 to 100")
            String limit,
            @Parameter(description = "Begin behind this order: `next` of the page before")
            @QueryParam("before") @Pattern(regexp = OrderId.PATTERN, message = ID_RULE)
            String before) {
        return OrderPage.of(desk.page(Optional.ofNullable(before).map(OrderId::new), Integer.parseInt(limit)));
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getOrder", summary = "Gets one order")
    @APIResponseSchema(value = PlacedOrder.class, responseCode = "200", responseDescription = "The order")
    @APIResponse(responseCode = "400", description = WRONG_REQUEST)
    @APIResponse(responseCode = "404", description = "No order has this id")
    @APIResponse(responseCode = "503", description = STORE_AWAY)
    public PlacedOrder get(@PathParam("id") @Pattern(regexp = OrderId.PATTERN, message = ID_RULE) String id) {
        Order order = desk.order(new OrderId(id));
        return PlacedOrder.of(order).costing(desk.currentTotal(order));
    }

    @POST
    @Operation(operationId = "placeOrder", summary = "Places an order at the prices that catalog names now")
    @APIResponseSchema(value = PlacedOrder.class, responseCode = "201", responseDescription = "Placed, now or before with the same key; Location says where it is")
    @APIResponse(responseCode = "400", description = WRONG_REQUEST)
    @APIResponse(responseCode = "422", description = "Catalog does not know a SKU, or the key was used for another order")
    @APIResponse(responseCode = "502", description = "Catalog answered, but not with prices")
    @APIResponse(responseCode = "503", description = "Catalog or the store of orders is away or slow; Retry-After says when to send the order again")
    public RestResponse<PlacedOrder> place(
            @Parameter(description = "Send the same key when repeating a request whose answer was lost: no second order is placed")
            @HeaderParam("Idempotency-Key") @Pattern(regexp = IdempotencyKey.PATTERN, message = "must have 1 to 100 visible ASCII characters; a UUID is a good key")
            String key,
            @NotNull(message = "the request has no body; send the JSON object that /q/openapi describes") @Valid
            NewOrder order) {
        Order placed = desk.place(order.toBasket(), Optional.ofNullable(key).map(IdempotencyKey::new));
        return RestResponse.ResponseBuilder.<PlacedOrder>created(URI.create("/orders/" + placed.id()))
                .entity(PlacedOrder.of(placed)).build();
    }
}

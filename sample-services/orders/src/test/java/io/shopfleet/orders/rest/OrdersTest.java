package io.shopfleet.orders.rest;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(CatalogPeer.class)
class OrdersTest {

    /** As catalog answers, with a field that orders does not know yet. */
    private static final String MUG_AND_PEN = """
            {"items": [{"sku": "MUG-01", "name": "Mug", "price": {"amountMinor": 1290, "currency": "EUR"}, "colour": "blue"},
                       {"sku": "PEN-01", "name": "Pen", "price": {"amountMinor": 199, "currency": "EUR"}}]}
            """;
    private static final String TWO_MUGS_THREE_PENS = "{\"lines\":[{\"sku\":\"MUG-01\",\"quantity\":2},{\"sku\":\"PEN-01\",\"quantity\":3}]}";

    CatalogPeer catalog;

    @BeforeEach
    void catalogIsThere() {
        catalog.answers(200, MUG_AND_PEN);
    }

    @Test
    void anOrderIsPlacedAtThePricesThatCatalogNames() {
        Response placed = place(TWO_MUGS_THREE_PENS).statusCode(201)
                .body("lines.sku", contains("MUG-01", "PEN-01"))
                .body("lines.quantity", contains(2, 3))
                .body("lines.unitPrice.amountMinor", contains(1290, 199))
                .body("lines.total.amountMinor", contains(2580, 597))
                .body("total.amountMinor", equalTo(3177))
                .body("total.currency", equalTo("EUR"))
                .extract().response();

        assertThat(catalog.asked()).as("one question for the whole order").containsExactly("GET /products?sku=MUG-01&sku=PEN-01");
        assertThat(placed.header("Location")).endsWith("/orders/" + placed.path("id"));
        assertThat(get(placed.header("Location")).then().statusCode(200).extract().asString()).isEqualTo(placed.asString());
    }

    @Test
    void anOrderKeepsItsPriceWhenCatalogChangesIt() {
        String location = place(TWO_MUGS_THREE_PENS).statusCode(201).extract().header("Location");
        catalog.answers(200, MUG_AND_PEN.replace("1290", "1"));

        get(location).then().statusCode(200).body("total.amountMinor", equalTo(3177));
        place(TWO_MUGS_THREE_PENS).statusCode(201).body("total.amountMinor", equalTo(599));
    }

    @Test
    void theTimeOfTheOrderIsRecorded() {
        Instant before = Instant.now();
        String placedAt = place(TWO_MUGS_THREE_PENS).statusCode(201).extract().path("placedAt");

        assertThat(Instant.parse(placedAt)).isBetween(before, Instant.now());
    }

    @Test
    void aRepeatedRequestWithItsKeyPlacesNoSecondOrder() {
        String first = with("Idempotency-Key", "again-1").body(TWO_MUGS_THREE_PENS).post("/orders").then().statusCode(201).extract().path("id");
        catalog.answers(500, "");

        with("Idempotency-Key", "again-1").body(TWO_MUGS_THREE_PENS).post("/orders").then()
                .statusCode(201).body("id", equalTo(first)).body("total.amountMinor", equalTo(3177));
        get("/orders?limit=1").then().body("items.id", contains(first));
    }

    @Test
    void withoutAKeyEveryRequestPlacesAnOrder() {
        String first = place(TWO_MUGS_THREE_PENS).statusCode(201).extract().path("id");
        String second = place(TWO_MUGS_THREE_PENS).statusCode(201).extract().path("id");

        get("/orders?limit=2").then().statusCode(200).body("items.id", contains(second, first));
    }

    @Test
    void pagesHangTogetherByNext() {
        String first = place(TWO_MUGS_THREE_PENS).statusCode(201).extract().path("id");
        String second = place(TWO_MUGS_THREE_PENS).statusCode(201).extract().path("id");

        get("/orders?limit=1").then().statusCode(200).body("items.id", contains(second)).body("next", equalTo(second));
        get("/orders?limit=1&before=" + second).then().statusCode(200).body("items.id", contains(first));
        get("/orders?before=00000000-0000-7000-8000-000000000000").then().statusCode(200).body("items.size()", equalTo(0)).body("next", nullValue());
    }

    private static ValidatableResponse place(String body) {
        return with("Accept", "application/json").body(body).post("/orders").then();
    }

    private static RequestSpecification with(String header, String value) {
        return given().contentType("application/json").header(header, value);
    }
}

package io.shopfleet.orders.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(CatalogPeer.class)
class OrderWithoutPricesTest {

    private static final String MUG = "{\"items\":[{\"sku\":\"MUG-01\",\"name\":\"Mug\",\"price\":{\"amountMinor\":1290,\"currency\":\"EUR\"}}]}";

    CatalogPeer catalog;

    private int ordersBefore;

    @BeforeEach
    void countOrders() {
        ordersBefore = orders();
    }

    @Test
    void aCatalogThatIsDownGives503WithTheTimeToTryAgain() {
        catalog.answers(200, MUG);
        catalog.down();
        try {
            assertUnavailable("Catalog cannot be reached, so the order has no prices and was not placed; send it again in 2 s");
        } finally {
            catalog.up();
        }
    }

    @Test
    void theOrderGoesThroughAsSoonAsCatalogIsBack() {
        catalog.answers(200, MUG);
        catalog.down();
        try {
            placeOneMug().statusCode(503);
        } finally {
            catalog.up();
        }

        placeOneMug().statusCode(201).body("total.amountMinor", equalTo(1290));
    }

    @Test
    void aConnectionThatCatalogClosedIsTriedOnceMore() {
        catalog.losesTheFirstConnection(MUG);

        placeOneMug().statusCode(201).body("total.amountMinor", equalTo(1290));
        assertThat(catalog.asked()).containsExactly("GET /products?sku=MUG-01", "GET /products?sku=MUG-01");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void aCatalogInTroubleGives503(int status) {
        catalog.answers(status, "{\"status\":%d}".formatted(status));

        assertUnavailable("Catalog answered with status %d, so the order has no prices and was not placed; send it again in 2 s".formatted(status));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"items\":[",
        "no json",
        "",
        "null",
        "{}",
        "{\"items\":[null]}",
        "{\"items\":[{\"sku\":\"MUG-01\"}]}",
        "{\"items\":[{\"sku\":\"MUG-01\",\"price\":{\"currency\":\"EUR\"}}]}",
        "{\"items\":[{\"sku\":\"MUG-01\",\"price\":{\"amountMinor\":1290}}]}",
        "{\"items\":[{\"sku\":\"MUG-01\",\"price\":{\"amountMinor\":\"1290\",\"currency\":\"EUR\"}}]}",
        "{\"items\":[{\"sku\":\"MUG-01\",\"price\":{\"amountMinor\":1290,\"currency\":\"ducats\"}}]}",
        "{\"items\":[{\"sku\":\"MUG-01\",\"price\":{\"amountMinor\":-1,\"currency\":\"EUR\"}}]}",
    })
    void anAnswerWithoutPricesGives502(String answer) {
        catalog.answers(200, answer);

        assertNotUnderstood();
    }

    @Test
    void aCatalogThatRefusesTheQuestionGives502() {
        catalog.answers(400, "{\"status\":400}");

        assertNotUnderstood();
    }

    private void assertUnavailable(String detail) {
        placeOneMug()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "2")
                .header("Shopfleet-Service", "orders")
                .header("Shopfleet-Revision", "unknown")
                .body("status", equalTo(503))
                .body("title", equalTo("Catalog unavailable"))
                .body("detail", equalTo(detail));
        assertThat(orders()).as("orders kept").isEqualTo(ordersBefore);
    }

    private void assertNotUnderstood() {
        placeOneMug()
                .statusCode(502)
                .contentType("application/problem+json")
                .body("title", equalTo("Catalog not understood"))
                .body("detail", equalTo("Catalog's answer cannot be understood, so the order has no prices and was not placed; "
                        + "the people who run the shop must look at catalog"));
        assertThat(orders()).as("orders kept").isEqualTo(ordersBefore);
    }

    private static ValidatableResponse placeOneMug() {
        return given().contentType("application/json").body("{\"lines\":[{\"sku\":\"MUG-01\",\"quantity\":1}]}")
                .when().post("/orders").then();
    }

    private static int orders() {
        return RestAssured.get("/orders?limit=100").then().statusCode(200).extract().path("items.size()");
    }
}

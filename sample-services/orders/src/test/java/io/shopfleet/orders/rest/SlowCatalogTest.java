package io.shopfleet.orders.rest;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = CatalogPeer.class, initArgs = @ResourceArg(name = "timeLimitMillis", value = "300"))
class SlowCatalogTest {

    CatalogPeer catalog;

    @AfterEach
    void freeWhoStillWaits() {
        catalog.release();
    }

    @Test
    void aCatalogThatKeepsSilentGives503AfterTheTimeLimit() {
        catalog.keepsSilent();

        assertTooSlow();
        assertThat(catalog.asked()).as("a slow catalog is not asked again").hasSizeLessThan(2);
    }

    @Test
    void aCatalogThatStopsInTheMiddleOfItsAnswerGives503AfterTheTimeLimit() {
        catalog.stopsInTheMiddle();

        assertTooSlow();
    }

    private static void assertTooSlow() {
        given().contentType("application/json").body("{\"lines\":[{\"sku\":\"MUG-01\",\"quantity\":1}]}").post("/orders").then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "2")
                .body("title", equalTo("Catalog unavailable"))
                .body("detail", equalTo("Catalog did not answer within 300 ms, so the order has no prices and was not placed; send it again in 2 s"));
        get("/orders").then().statusCode(200).body("items", empty());
    }
}

package io.shopfleet.catalog.rest;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProductsTest {

    @Test
    void aFreshShopHasProducts() {
        get("/products?limit=100").then().statusCode(200).body("items.sku", hasItems("BAG-01", "HAT-01", "MUG-01", "MUG-02", "PEN-01"));
        get("/products/PEN-01").then().statusCode(200)
                .body("sku", equalTo("PEN-01"))
                .body("name", equalTo("Ball pen"))
                .body("price.amountMinor", equalTo(199))
                .body("price.currency", equalTo("EUR"));
    }

    @Test
    void aNewProductIsThereUnderTheAddressThatTheAnswerNames() {
        String location = create("{\"sku\":\"CUP-01\",\"name\":\" Cup \",\"price\":{\"amountMinor\":450,\"currency\":\"EUR\"}}")
                .statusCode(201)
                .header("Location", endsWith("/products/CUP-01"))
                .body("name", equalTo("Cup"))
                .extract().header("Location");

        get(location).then().statusCode(200).body("sku", equalTo("CUP-01")).body("price.amountMinor", equalTo(450));
    }

    @Test
    void aPriceCanBeChangedAndTheNewOneIsAnsweredFromThenOn() {
        create("{\"sku\":\"CAP-01\",\"name\":\"Cap\",\"price\":{\"amountMinor\":1000,\"currency\":\"EUR\"}}").statusCode(201);

        given().contentType("application/json").body("{\"amountMinor\":0,\"currency\":\"EUR\"}")
                .when().put("/products/CAP-01/price").then().statusCode(200).body("price.amountMinor", equalTo(0)).body("name", equalTo("Cap"));
        get("/products/CAP-01").then().body("price.amountMinor", equalTo(0));
    }

    @Test
    void pagesHangTogetherByNext() {
        for (String sku : new String[] {"0-C", "0-A", "0-B"}) {
            create("{\"sku\":\"%s\",\"name\":\"x\",\"price\":{\"amountMinor\":1,\"currency\":\"EUR\"}}".formatted(sku)).statusCode(201);
        }

        String next = get("/products?limit=2").then().statusCode(200).body("items.sku", contains("0-A", "0-B")).extract().path("next");
        get("/products?limit=1&after=" + next).then().statusCode(200).body("items.sku", contains("0-C")).body("next", equalTo("0-C"));
        get("/products?after=ZZZ").then().statusCode(200).body("items", empty()).body("next", nullValue());
    }

    @Test
    void someProductsCanBeAskedForByTheirSkus() {
        get("/products?sku=PEN-01&sku=NONE&sku=BAG-01").then().statusCode(200)
                .body("items.sku", contains("BAG-01", "PEN-01"))
                .body("next", nullValue());
    }

    private static ValidatableResponse create(String body) {
        return given().contentType("application/json").body(body).when().post("/products").then();
    }
}

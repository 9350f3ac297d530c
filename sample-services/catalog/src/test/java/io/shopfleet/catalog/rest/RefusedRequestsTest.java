package io.shopfleet.catalog.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class RefusedRequestsTest {

    @Test
    void anUnknownProductIs404() {
        assertProblem(given().get("/products/NONE").then(), 404, "path", "sku", "No product has the SKU NONE; GET /products lists those there are");
        assertProblem(putPrice("NONE", "{\"amountMinor\":1,\"currency\":\"EUR\"}"), 404, "path", "sku",
                "No product has the SKU NONE; GET /products lists those there are");
    }

    @Test
    void aTakenSkuIs409() {
        assertProblem(create("{\"sku\":\"MUG-01\",\"name\":\"Mug\",\"price\":{\"amountMinor\":1,\"currency\":\"EUR\"}}"), 409, "body", "sku",
                "A product with the SKU MUG-01 exists; choose another SKU, or change its price with PUT /products/MUG-01/price");
    }

    @Test
    void anotherCurrencyThanTheShopsIs400() {
        assertProblem(putPrice("MUG-01", "{\"amountMinor\":1,\"currency\":\"USD\"}"), 400, "body", "currency",
                "This shop prices in EUR, not in USD; convert the amount and send currency EUR");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"name":"x","price":{"amountMinor":1,"currency":"EUR"}}                       | sku                | is missing; a SKU has 1 to 40 capital letters, digits and dashes and does not begin with a dash
            {"sku":"mug","name":"x","price":{"amountMinor":1,"currency":"EUR"}}           | sku                | a SKU has 1 to 40 capital letters, digits and dashes and does not begin with a dash
            {"sku":"A-1","name":" ","price":{"amountMinor":1,"currency":"EUR"}}           | name               | is missing; send the name customers see
            {"sku":"A-1","name":1,"price":{"amountMinor":1,"currency":"EUR"}}             | name               | must be a text in quotes
            {"sku":"A-1","name":"x"}                                                      | price              | is missing; send {"amountMinor": 1290, "currency": "EUR"}
            {"sku":"A-1","name":"x","price":1290}                                         | price              | must be an object or a list as /q/openapi describes it
            {"sku":"A-1","name":"x","price":{"currency":"EUR"}}                           | price.amountMinor  | is missing; send the amount in the smallest unit of the currency, 1290 for 12.90
            {"sku":"A-1","name":"x","price":{"amountMinor":-1,"currency":"EUR"}}          | price.amountMinor  | must not be below 0
            {"sku":"A-1","name":"x","price":{"amountMinor":1000000001,"currency":"EUR"}}  | price.amountMinor  | must not be above 1000000000
            {"sku":"A-1","name":"x","price":{"amountMinor":1e30,"currency":"EUR"}}        | price.amountMinor  | must be a whole number
            {"sku":"A-1","name":"x","price":{"amountMinor":9999999999999999999,"currency":"EUR"}} | price.amountMinor | is out of range
            {"sku":"A-1","name":"x","price":{"amountMinor":12.9,"currency":"EUR"}}        | price.amountMinor  | must be a whole number
            {"sku":"A-1","name":"x","price":{"amountMinor":"12","currency":"EUR"}}        | price.amountMinor  | must be a whole number
            {"sku":"A-1","name":"x","price":{"amountMinor":1}}                            | price.currency     | is missing; send a three-letter ISO 4217 code, such as EUR
            {"sku":"A-1","name":"x","price":{"amountMinor":1,"currency":"ducats"}}        | price.currency     | must be a three-letter ISO 4217 code, such as EUR
            {"sku":"A-1","colour":"red"}                                                  | colour             | is not known; send only [name, price, sku]
            {"sku":"A-1",                                                                 | ~~                 | is not JSON; look at line 1, column 14
            null                                                                          | ~~                 | the request has no body; send the JSON object that /q/openapi describes
            """)
    void aWrongProductIs400AndTheFieldIsNamed(String body, String field, String message) {
        assertProblem(create(body), 400, "body", field, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            limit=0     | limit | must be a whole number from 1 to 100
            limit=101   | limit | must be a whole number from 1 to 100
            limit=many  | limit | must be a whole number from 1 to 100
            after=a     | after | a SKU has 1 to 40 capital letters, digits and dashes and does not begin with a dash
            sku=A&sku=b | sku   | a SKU has 1 to 40 capital letters, digits and dashes and does not begin with a dash
            """)
    void aWrongQueryIs400AndTheParameterIsNamed(String query, String field, String message) {
        assertProblem(given().get("/products?" + query).then(), 400, "query", field, message);
    }

    @ParameterizedTest
    @CsvSource({"GET, /nothing, 404", "DELETE, /products, 405"})
    void whatDoesNotExistIsAProblemToo(String method, String path, int status) {
        given().request(method, path).then().statusCode(status).contentType("application/problem+json").body("status", equalTo(status));
    }

    @Test
    void anotherMediaTypeThanJsonIs415() {
        given().contentType("text/plain").body("x").post("/products").then()
                .statusCode(415).contentType("application/problem+json").body("status", equalTo(415));
    }

    private static void assertProblem(ValidatableResponse answer, int status, String in, String field, String message) {
        answer.statusCode(status)
                .contentType("application/problem+json")
                .header("Shopfleet-Service", "catalog")
                .header("Shopfleet-Revision", "unknown")
                .body("status", equalTo(status))
                .body("violations.in", contains(in))
                .body("violations.field", contains(field))
                .body("violations.message", contains(message));
    }

    private static ValidatableResponse create(String body) {
        return given().contentType("application/json").body(body).when().post("/products").then();
    }

    private static ValidatableResponse putPrice(String sku, String body) {
        return given().contentType("application/json").body(body).when().put("/products/{sku}/price", sku).then();
    }
}

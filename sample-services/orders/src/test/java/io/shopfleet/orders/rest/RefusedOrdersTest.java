package io.shopfleet.orders.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(CatalogPeer.class)
class RefusedOrdersTest {

    private static final String ONE_MUG = "{\"lines\":[{\"sku\":\"MUG-01\",\"quantity\":1}]}";
    private static final String TWO_MUGS = "{\"lines\":[{\"sku\":\"MUG-01\",\"quantity\":2}]}";

    CatalogPeer catalog;

    @BeforeEach
    void catalogKnowsMugs() {
        catalog.answers(200, "{\"items\":[{\"sku\":\"MUG-01\",\"price\":{\"amountMinor\":1290,\"currency\":\"EUR\"}}]}");
    }

    @Test
    void aSkuThatCatalogDoesNotKnowIs422AndItsLineIsNamed() {
        assertProblem(place("{\"lines\":[{\"sku\":\"MUG-01\",\"quantity\":1},{\"sku\":\"NONE\",\"quantity\":1}]}"), 422, "body", "lines[1].sku",
                "Catalog does not know NONE; take these lines out or correct the SKU");
    }

    @Test
    void aKeyThatWasUsedForAnotherOrderIs422() {
        given().contentType("application/json").header("Idempotency-Key", "used").body(ONE_MUG).post("/orders").then().statusCode(201);

        assertProblem(given().contentType("application/json").header("Idempotency-Key", "used").body(TWO_MUGS).post("/orders").then(),
                422, "header", "Idempotency-Key",
                "This Idempotency-Key was sent before with other lines; send a new key with every new order");
    }

    @Test
    void anUnreadableKeyIs400() {
        assertProblem(given().contentType("application/json").header("Idempotency-Key", "two words").body(ONE_MUG).post("/orders").then(),
                400, "header", "Idempotency-Key", "must have 1 to 100 visible ASCII characters; a UUID is a good key");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {}                                                                      | lines             | is missing; send a list such as [{"sku": "MUG-01", "quantity": 2}]
            {"lines":[]}                                                            | lines             | must have 1 to 50 lines
            {"lines":{}}                                                            | lines             | must be an object or a list as /q/openapi describes it
            {"lines":[{"quantity":1}]}                                              | lines[0].sku      | is missing; GET /products of catalog lists the SKUs
            {"lines":[{"sku":"mug","quantity":1}]}                                  | lines[0].sku      | a SKU has 1 to 40 capital letters, digits and dashes and does not begin with a dash
            {"lines":[{"sku":"MUG-01"}]}                                            | lines[0].quantity | is missing; send a whole number from 1 to 999
            {"lines":[{"sku":"MUG-01","quantity":0}]}                               | lines[0].quantity | must be at least 1
            {"lines":[{"sku":"MUG-01","quantity":1000}]}                            | lines[0].quantity | must be at most 999
            {"lines":[{"sku":"MUG-01","quantity":1.5}]}                             | lines[0].quantity | must be a whole number
            {"lines":[{"sku":"MUG-01","quantity":3000000000}]}                      | lines[0].quantity | is out of range
            {"lines":[{"sku":"MUG-01","quantity":1},{"sku":"MUG-01","quantity":1}]} | lines[1].sku      | MUG-01 is in the order twice; send one line with the sum of the quantities
            {"lines":[{"sku":"MUG-01","price":1}]}                                  | lines[0].price    | is not known; send only [quantity, sku]
            {"lines":[{"sku" "MUG-01"}]}                                            | lines[0]          | is not JSON; look at line 1, column 18
            {"lines":                                                               | ~~                | is not JSON; look at line 1, column 10
            null                                                                    | ~~                | the request has no body; send the JSON object that /q/openapi describes
            """)
    void aWrongOrderIs400AndTheFieldIsNamedAndCatalogIsNotAsked(String body, String field, String message) {
        assertProblem(place(body), 400, "body", field, message);
        assertThat(catalog.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /orders?limit=0    | 400 | query | limit  | must be a whole number from 1 to 100
            /orders?before=me  | 400 | query | before | an order id is a UUID in lower case, as POST /orders returned it
            /orders/me         | 400 | path  | id     | an order id is a UUID in lower case, as POST /orders returned it
            /orders/0199a0c0-0000-7000-8000-000000000000 | 404 | path | id | No order has the id 0199a0c0-0000-7000-8000-000000000000; GET /orders lists those there are
            """)
    void whatCannotBeFoundIsExplained(String path, int status, String in, String field, String message) {
        assertProblem(given().get(path).then(), status, in, field, message);
    }

    private static void assertProblem(ValidatableResponse answer, int status, String in, String field, String message) {
        answer.statusCode(status)
                .contentType("application/problem+json")
                .header("Shopfleet-Service", "orders")
                .header("Shopfleet-Revision", "unknown")
                .body("status", equalTo(status))
                .body("violations.in", contains(in))
                .body("violations.field", contains(field))
                .body("violations.message", contains(message));
    }

    private static ValidatableResponse place(String body) {
        return given().contentType("application/json").body(body).when().post("/orders").then();
    }
}

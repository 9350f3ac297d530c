package io.shopfleet.orders.rest;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole service with a database and a topic. */
@QuarkusTest
@WithTestResource(CatalogPeer.class)
@WithTestResource(BoundServers.class)
class BoundOrdersTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    CatalogPeer catalog;
    BoundServers servers;

    @BeforeEach
    void catalogIsThere() {
        catalog.answers(200, "{\"items\": [{\"sku\": \"MUG-01\", \"price\": {\"amountMinor\": 1290, \"currency\": \"EUR\"}},"
                + "{\"sku\": \"PEN-01\", \"price\": {\"amountMinor\": 199, \"currency\": \"EUR\"}}]}");
    }

    private static ValidatableResponse place(String sku, int quantity, String key) {
        return given().contentType("application/json").header("Idempotency-Key", key)
                .body("{\"lines\":[{\"sku\":\"%s\",\"quantity\":%d}]}".formatted(sku, quantity)).post("/orders").then();
    }

    @Test
    void theViewOfAnOrderTellsWhatItWouldCostNowAndListsDoNot() {
        String location = place("MUG-01", 2, "current-total").statusCode(201).body("$", not(hasKey("currentTotal"))).extract().header("Location");
        get(location).then().statusCode(200).body("total.amountMinor", equalTo(2580)).body("$", not(hasKey("currentTotal")));

        servers.catalog().price("MUG-01", 1, 990);

        await().atMost(PATIENCE).untilAsserted(() -> get(location).then().statusCode(200)
                .body("currentTotal.amountMinor", equalTo(1980)).body("currentTotal.currency", equalTo("EUR"))
                .body("total.amountMinor", equalTo(2580)));
        get("/orders").then().statusCode(200).body("items[0]", not(hasKey("currentTotal")));
    }

    @Test
    void anOrderReadsTheSameAsWhenItWasPlaced() {
        var placed = place("PEN-01", 3, "the-same").statusCode(201).extract();
        get(placed.header("Location")).then().statusCode(200).body(equalTo(placed.asString()));
        place("PEN-01", 3, "the-same").statusCode(201).body(equalTo(placed.asString()));
    }

    @Test
    void withoutItsDatabaseItStaysReadyAndTellsEachCallerWhenToAskAgain() {
        String location = place("PEN-01", 1, "before").statusCode(201).extract().header("Location");
        get("/q/health/ready").then().statusCode(200).body("checks.find {it.name == 'store'}.data.kind", equalTo("postgresql"));
        servers.database().down();
        try {
            for (String path : new String[] {location, "/orders"}) {
                get(path).then().statusCode(503).contentType("application/problem+json").header("Retry-After", "2")
                        .body("detail", equalTo("The store of orders does not answer; send the request again in 2 s"));
            }
            place("PEN-01", 1, "while-away").statusCode(503).header("Retry-After", "2");
            get("/q/health/ready").then().statusCode(200);
        } finally {
            servers.database().up();
        }
        await().atMost(PATIENCE).untilAsserted(() -> get(location).then().statusCode(200));
        await().atMost(PATIENCE).untilAsserted(() -> place("PEN-01", 1, "while-away").statusCode(201));
    }

    @Test
    void deadLettersAreCounted() {
        get("/q/metrics").then().body(containsString("orders_dead_letters_total 0.0"));

        servers.catalog().raw("MUG-01", "no JSON");

        await().atMost(PATIENCE).untilAsserted(() -> get("/q/metrics").then().body(containsString("orders_dead_letters_total 1.0")));
    }
}

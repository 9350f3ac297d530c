package io.shopfleet.catalog.rest;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(CurrencyOfTheConfigDocumentTest.Sweden.class)
class CurrencyOfTheConfigDocumentTest {

    @Test
    void theProductsThatAFreshShopHasArePricedInIt() {
        get("/products/MUG-01").then().statusCode(200).body("price.currency", equalTo("SEK"));
    }

    @Test
    void itIsTheOnlyOneThatIsTaken() {
        setPrice("SEK").statusCode(200).body("price.amountMinor", equalTo(7));
        setPrice("EUR").statusCode(400)
                .body("violations.message", contains("This shop prices in SEK, not in EUR; convert the amount and send currency SEK"));
    }

    private static ValidatableResponse setPrice(String currency) {
        return given().contentType("application/json").body("{\"amountMinor\":7,\"currency\":\"%s\"}".formatted(currency))
                .when().put("/products/PEN-01/price").then();
    }

    public static class Sweden implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("shopfleet.config.file", "src/test/resources/config-sek.json");
        }
    }
}

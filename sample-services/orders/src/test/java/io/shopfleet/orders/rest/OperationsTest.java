package io.shopfleet.orders.rest;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What those who run the service rely on: its description, health, metrics and who answered. */
@QuarkusTest
@WithTestResource(CatalogPeer.class)
class OperationsTest {

    @Test
    void theCommittedApiDescriptionIsTheOneThatIsServed() throws IOException {
        String served = get("/q/openapi").then().statusCode(200).extract().asString();
        Files.writeString(Path.of("target/openapi.yaml"), served);

        assertThat(served).as("if the change is wanted: cp target/openapi.yaml openapi.yaml")
                .isEqualTo(Files.readString(Path.of("openapi.yaml")));
    }

    @Test
    void theApiDescriptionNamesTheOperations() {
        String base = "paths.'/orders%s'.%s.operationId";
        get("/q/openapi?format=json").then().statusCode(200)
                .body(base.formatted("", "get"), equalTo("listOrders"))
                .body(base.formatted("", "post"), equalTo("placeOrder"))
                .body(base.formatted("/{id}", "get"), equalTo("getOrder"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"live", "ready", "started"})
    void everyProbeIsUp(String probe) {
        get("/q/health/" + probe).then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void requestsAreCountedByTheirRoute() {
        get("/orders/0199a0c0-0000-7000-8000-000000000000").then().statusCode(404);

        get("/q/metrics").then().statusCode(200)
                .body(containsString("http_server_requests_seconds_count{method=\"GET\",outcome=\"CLIENT_ERROR\",status=\"404\",uri=\"/orders/{id}\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders", "/orders/NONE", "/nothing", "/q/health/ready", "/q/metrics", "/q/openapi"})
    void everyAnswerNamesServiceAndRevision(String path) {
        get(path).then().header("Shopfleet-Service", "orders").header("Shopfleet-Revision", "unknown");
    }
}

package io.shopfleet.catalog.rest;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What those who run the service rely on: its description, health, metrics and who answered. */
@QuarkusTest
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
        String base = "paths.'/products%s'.%s.operationId";
        get("/q/openapi?format=json").then().statusCode(200)
                .body(base.formatted("", "get"), equalTo("listProducts"))
                .body(base.formatted("", "post"), equalTo("createProduct"))
                .body(base.formatted("/{sku}", "get"), equalTo("getProduct"))
                .body(base.formatted("/{sku}/price", "put"), equalTo("changePrice"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"live", "ready", "started"})
    void everyProbeIsUp(String probe) {
        get("/q/health/" + probe).then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void requestsAreCountedByTheirRoute() {
        get("/products/MUG-01").then().statusCode(200);

        get("/q/metrics").then().statusCode(200)
                .body(containsString("http_server_requests_seconds_count{method=\"GET\",outcome=\"SUCCESS\",status=\"200\",uri=\"/products/{sku}\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/products", "/products/NONE", "/nothing", "/q/health/ready", "/q/metrics", "/q/openapi"})
    void everyAnswerNamesServiceAndRevision(String path) {
        get(path).then().header("Shopfleet-Service", "catalog").header("Shopfleet-Revision", "unknown");
    }
}

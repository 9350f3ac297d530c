package io.shopfleet.orders.catalog;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Collection;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** As much of catalog's API as orders needs; what catalog adds to its answers does not disturb. */
@RegisterRestClient(configKey = "catalog")
@Path("/products")
public interface CatalogApi {

    @GET
    Uni<Page> products(@QueryParam("sku") Collection<String> skus);

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Page(List<Product> items) {
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Product(String sku, Price price) {
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Price(Long amountMinor, String currency) {
    }
}

package io.shopfleet.orders.rest;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.logging.Log;
import io.shopfleet.orders.store.StoreUnavailable;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;

/** Asking again helps, or will once somebody has looked at the database. */
@Provider
public class StoreUnavailableAsProblem extends ExceptionMapperBase<StoreUnavailable> {

    @Override
    protected HttpProblem toProblem(StoreUnavailable unavailable) {
        Log.warnf("No answer without the store: %s", unavailable.getCause().getMessage());
        return HttpProblem.builder()
                .withStatus(Status.SERVICE_UNAVAILABLE)
                .withTitle(Status.SERVICE_UNAVAILABLE.getReasonPhrase())
                .withDetail("The store of orders does not answer; send the request again in 2 s")
                .withHeader(HttpHeaders.RETRY_AFTER, 2)
                .build();
    }
}

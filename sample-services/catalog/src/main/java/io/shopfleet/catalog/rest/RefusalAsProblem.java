package io.shopfleet.catalog.rest;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.validation.Violation;
import io.shopfleet.catalog.domain.Refusal;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** Tells the caller in RFC 9457 form which field the domain refused and how to mend it. */
@Provider
public class RefusalAsProblem extends ExceptionMapperBase<Refusal> {

    @Override
    protected HttpProblem toProblem(Refusal refusal) {
        return switch (refusal) {
            case Refusal.UnknownSku unknown -> problem(Status.NOT_FOUND, Violation.In.path.field("sku"), unknown);
            case Refusal.SkuTaken taken -> problem(Status.CONFLICT, Violation.In.body.field("sku"), taken);
            case Refusal.ForeignCurrency foreign -> problem(Status.BAD_REQUEST, Violation.In.body.field("currency"), foreign);
        };
    }

    private static HttpProblem problem(Status status, Violation.MessageSupplier field, Refusal refusal) {
        return HttpProblem.builder()
                .withStatus(status)
                .withTitle(status.getReasonPhrase())
                .withDetail(refusal.getMessage())
                .with("violations", List.of(field.message(refusal.getMessage())))
                .build();
    }
}

package io.shopfleet.orders.rest;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.validation.Violation;
import io.shopfleet.orders.domain.Refusal;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** Tells the caller in RFC 9457 form why there is no order, which field is at fault and what to do. */
@Provider
public class RefusalAsProblem extends ExceptionMapperBase<Refusal> {

    @Override
    protected HttpProblem toProblem(Refusal refusal) {
        HttpProblem.Builder problem = HttpProblem.builder().withDetail(refusal.getMessage());
        return (switch (refusal) {
            case Refusal.UnknownOrder unknown -> problem.withStatus(404).withTitle("Not Found")
                    .with("violations", List.of(Violation.In.path.field("id").message(unknown.getMessage())));
            case Refusal.RepeatedSku repeated -> problem.withStatus(400).withTitle("Bad Request")
                    .with("violations", List.of(sku(repeated.line(), repeated)));
            case Refusal.UnknownSkus unknown -> problem.withStatus(422).withTitle("Unknown SKU")
                    .with("violations", unknown.lines().stream().map(line -> sku(line, unknown)).toList());
            case Refusal.KeyReused reused -> problem.withStatus(422).withTitle("Idempotency-Key reused")
                    .with("violations", List.of(Violation.In.header.field("Idempotency-Key").message(reused.getMessage())));
            case Refusal.PricesUnavailable away -> problem.withStatus(503).withTitle("Catalog unavailable")
                    .withHeader(HttpHeaders.RETRY_AFTER, away.retryAfter().toSeconds());
            case Refusal.PricesUnreadable unreadable -> problem.withStatus(502).withTitle("Catalog not understood");
        }).build();
    }

    private static Violation sku(int line, Refusal refusal) {
        return Violation.In.body.field("lines[%d].sku".formatted(line)).message(refusal.getMessage());
    }
}

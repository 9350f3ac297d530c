package io.shopfleet.catalog.rest;

import io.shopfleet.catalog.domain.Money;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.Currency;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "An amount of money")
public record Price(
        @NotNull(message = "is missing; send the amount in the smallest unit of the currency, 1290 for 12.90")
        @Min(value = 0, message = "must not be below 0")
        @Max(value = Money.MAX, message = "must not be above 1000000000")
        @Schema(description = "Amount in the smallest unit of the currency (cents)", examples = "1290")
        Long amountMinor,

        @NotNull(message = "is missing; send a three-letter ISO 4217 code, such as EUR")
        @Schema(implementation = String.class, description = "ISO 4217 code", examples = "EUR")
        Currency currency) {

    static Price of(Money money) {
        return new Price(money.amountMinor(), money.currency());
    }

    Money toMoney() {
        return new Money(amountMinor, currency);
    }
}

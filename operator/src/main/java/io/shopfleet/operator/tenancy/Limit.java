package io.shopfleet.operator.tenancy;

import io.shopfleet.api.v1alpha1.Limits;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Function;

/** The things that are limited. A new one is one line here and one field of the API. */
public enum Limit {
    services(limits -> number(limits.services()), amounts -> BigDecimal.ONE, BigDecimal::toPlainString),
    replicas(
            limits -> number(limits.replicas()),
            amounts -> BigDecimal.valueOf(amounts.replicas()),
            BigDecimal::toPlainString),
    cpu(
            limits -> Optional.ofNullable(limits.cpu()).map(Units::number),
            Amounts::cpu,
            amount -> Units.cores(amount).toString()),
    memory(
            limits -> Optional.ofNullable(limits.memory()).map(Units::number),
            Amounts::memory,
            amount -> Units.bytes(amount).toString());

    private final Function<Limits, Optional<BigDecimal>> allowed;
    private final Function<Amounts, BigDecimal> amount;
    private final Function<BigDecimal, String> words;

    Limit(
            Function<Limits, Optional<BigDecimal>> allowed,
            Function<Amounts, BigDecimal> amount,
            Function<BigDecimal, String> words) {
        this.allowed = allowed;
        this.amount = amount;
        this.words = words;
    }

    private static Optional<BigDecimal> number(Integer number) {
        return Optional.ofNullable(number).map(BigDecimal::valueOf);
    }

    Optional<BigDecimal> allowed(Limits limits) {
        return allowed.apply(limits);
    }

    /** What counts here of a service that holds or asks for so much. */
    BigDecimal of(Optional<Amounts> amounts) {
        return amounts.map(amount).orElse(BigDecimal.ZERO);
    }

    public String words(BigDecimal number) {
        return words.apply(number);
    }
}

package io.shopfleet.operator.limit;

import io.fabric8.kubernetes.api.model.Quantity;
import io.shopfleet.api.v1alpha1.Granted;
import java.math.BigDecimal;
import java.util.function.BinaryOperator;

/** What services use of their namespace's limits, in services, pods, cores and bytes. */
public record Amounts(BigDecimal services, BigDecimal replicas, BigDecimal cpu, BigDecimal memory) {
    public static final Amounts NONE =
            new Amounts(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    /** Of one service. */
    public static Amounts of(Granted granted) {
        BigDecimal replicas = BigDecimal.valueOf(granted.replicas() == null ? 1 : granted.replicas());
        return new Amounts(
                BigDecimal.ONE, replicas, number(granted.cpu()).multiply(replicas),
                number(granted.memory()).multiply(replicas));
    }

    /** An amount that cannot be read, which only a looser schema lets through, harms no neighbour. */
    public static BigDecimal number(Quantity quantity) {
        try {
            return quantity == null ? BigDecimal.ZERO : quantity.getNumericalAmount();
        } catch (IllegalArgumentException | ArithmeticException e) {
            return BigDecimal.ZERO;
        }
    }

    public Amounts plus(Amounts other) {
        return with(other, BigDecimal::add);
    }

    public Amounts minus(Amounts other) {
        return with(other, BigDecimal::subtract);
    }

    public Amounts orMore(Amounts other) {
        return with(other, BigDecimal::max);
    }

    private Amounts with(Amounts other, BinaryOperator<BigDecimal> operator) {
        return new Amounts(
                operator.apply(services, other.services),
                operator.apply(replicas, other.replicas),
                operator.apply(cpu, other.cpu),
                operator.apply(memory, other.memory));
    }
}

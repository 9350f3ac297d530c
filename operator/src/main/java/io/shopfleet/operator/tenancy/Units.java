package io.shopfleet.operator.tenancy;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Amounts as numbers, and as people write them: the largest unit that needs no fraction. */
final class Units {
    private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
    private static final BigDecimal KIBI = BigDecimal.valueOf(1024);

    private Units() {}

    /** Without a value, or with one that slipped past a looser schema, nothing: it must not harm the neighbours. */
    static BigDecimal number(Quantity quantity) {
        try {
            return quantity == null ? BigDecimal.ZERO : quantity.getNumericalAmount();
        } catch (IllegalArgumentException e) {
            return BigDecimal.ZERO;
        }
    }

    static Quantity cores(BigDecimal cores) {
        BigDecimal milli = cores.movePointRight(3).setScale(0, RoundingMode.CEILING);
        return milli.remainder(BigDecimal.valueOf(1000)).signum() == 0
                ? new Quantity(milli.movePointLeft(3).setScale(0).toPlainString(), "")
                : new Quantity(milli.toPlainString(), "m");
    }

    static Quantity bytes(BigDecimal bytes) {
        BigDecimal amount = bytes.setScale(0, RoundingMode.CEILING);
        int unit = 0;
        while (unit < BINARY.size() - 1 && amount.signum() != 0 && amount.remainder(KIBI).signum() == 0) {
            amount = amount.divide(KIBI);
            unit++;
        }
        return new Quantity(amount.toPlainString(), BINARY.get(unit));
    }
}

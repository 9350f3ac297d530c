package io.shopfleet.operator.render;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/**
 * Quantities as the API server stores them: the largest unit that needs no fraction. Sending them so makes an unchanged
 * object match itself; 1024Mi would come back as 1Gi and look like somebody's edit for ever.
 */
final class Quantities {
    private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
    private static final List<String> DECIMAL = List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");
    private static final BigDecimal NANO = new BigDecimal("1000000000");

    private Quantities() {}

    static Quantity canonical(Quantity quantity) {
        boolean binary = quantity.getFormat() != null && quantity.getFormat().endsWith("i");
        BigDecimal amount = quantity.getNumericalAmount();
        return binary
                ? in(BINARY, amount.setScale(0, RoundingMode.CEILING).toBigIntegerExact(), 1024)
                : in(DECIMAL, amount.multiply(NANO).setScale(0, RoundingMode.CEILING).toBigIntegerExact(), 1000);
    }

    private static Quantity in(List<String> units, BigInteger amount, long base) {
        BigInteger step = BigInteger.valueOf(base);
        int unit = 0;
        while (unit < units.size() - 1 && amount.signum() != 0 && amount.mod(step).signum() == 0) {
            amount = amount.divide(step);
            unit++;
        }
        return amount.signum() == 0 ? new Quantity("0", "") : new Quantity(amount.toString(), units.get(unit));
    }
}

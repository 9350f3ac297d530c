package io.shopfleet.operator.render;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.shopfleet.api.v1alpha1.ResourceAmounts;
import io.shopfleet.api.v1alpha1.Resources;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Quantities as the API server stores them: the largest unit that needs no fraction. Sending them so makes an unchanged
 * object match itself; 1024Mi would come back as 1Gi and look like somebody's edit for ever.
 */
public final class Quantities {
    private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
    private static final List<String> DECIMAL = List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");
    private static final BigDecimal KIBI = new BigDecimal(1024);
    private static final BigDecimal NANO = new BigDecimal("1000000000");

    /** Where the server cuts off what is given in binary units. */
    private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

    private Quantities() {}

    public static Quantity canonical(Quantity quantity) {
        String unit = quantity.getFormat() == null ? "" : quantity.getFormat();
        int binary = BINARY.indexOf(unit);
        if (binary > 0) {
            BigDecimal bytes = new BigDecimal(quantity.getAmount()).multiply(KIBI.pow(binary));
            return in(BINARY, whole(bytes).min(GREATEST), 1024);
        }
        return in(DECIMAL, whole(quantity.getNumericalAmount().multiply(NANO)), 1000);
    }

    /** Null where nothing is said of them. */
    public static ResourceRequirements requirements(Resources resources) {
        if (resources == null) {
            return null;
        }
        return new ResourceRequirementsBuilder()
                .withRequests(amounts(resources.requests()))
                .withLimits(amounts(resources.limits()))
                .build();
    }

    private static Map<String, Quantity> amounts(ResourceAmounts amounts) {
        if (amounts == null) {
            return null;
        }
        var quantities = new TreeMap<String, Quantity>();
        Optional.ofNullable(amounts.cpu()).ifPresent(cpu -> quantities.put("cpu", canonical(cpu)));
        Optional.ofNullable(amounts.memory())
                .ifPresent(memory -> quantities.put("memory", canonical(memory)));
        return quantities.isEmpty() ? null : quantities;
    }

    private static BigInteger whole(BigDecimal amount) {
        return amount.setScale(0, RoundingMode.CEILING).toBigIntegerExact();
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

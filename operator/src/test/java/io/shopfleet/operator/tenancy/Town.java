package io.shopfleet.operator.tenancy;

import io.fabric8.kubernetes.api.model.Quantity;
import io.shopfleet.api.v1alpha1.Limits;
import java.math.BigDecimal;
import java.util.Optional;

/** Services by what they ask for and hold, as the tests of this package speak of them. */
final class Town {
    private Town() {}

    static Amounts pods(int replicas) {
        return new Amounts(replicas, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    /** One that never fitted yet, made on a day of January. */
    static Tenant newcomer(String name, int day, int asks) {
        return new Tenant(name, "2026-01-%02dT00:00:00Z".formatted(day), pods(asks), Optional.empty());
    }

    static Tenant resident(String name, int day, int holds, int asks) {
        return newcomer(name, day, asks).holding(Optional.of(pods(holds)));
    }

    static Tenant resident(String name, int day, int holds) {
        return resident(name, day, holds, holds);
    }

    static Limits replicas(int most) {
        return new Limits(null, most, null, null);
    }

    static Limits services(int most) {
        return new Limits(most, null, null, null);
    }

    static Limits of(String cpu, String memory) {
        return new Limits(null, null, new Quantity(cpu), new Quantity(memory));
    }
}

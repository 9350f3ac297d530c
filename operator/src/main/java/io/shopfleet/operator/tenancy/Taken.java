package io.shopfleet.operator.tenancy;

import io.shopfleet.api.v1alpha1.Limits;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Who has how much of the limits, while they are dealt out. */
final class Taken {
    private final Limits limits;
    private final Map<String, Amounts> amounts = new TreeMap<>();
    private final Map<Limit, BigDecimal> totals = new EnumMap<>(Limit.class);

    /** What those that fitted keep. */
    Taken(Limits limits, Collection<Tenant> tenants) {
        this.limits = limits;
        tenants.forEach(tenant -> tenant.kept().ifPresent(kept -> put(tenant.name(), kept)));
    }

    private void put(String name, Amounts now) {
        Optional<Amounts> before = Optional.ofNullable(amounts.put(name, now));
        for (Limit limit : Limit.values()) {
            totals.merge(limit, limit.of(Optional.of(now)).subtract(limit.of(before)), BigDecimal::add);
        }
    }

    Optional<Amounts> by(String name) {
        return Optional.ofNullable(amounts.get(name));
    }

    /** Gives the service what it asks for, all of it or nothing more than it has. */
    boolean add(Tenant tenant) {
        boolean fits = exceeded(tenant).findAny().isEmpty();
        if (fits) {
            put(tenant.name(), tenant.declared());
        }
        return fits;
    }

    List<Shortage> shortages(Tenant tenant) {
        return exceeded(tenant).map(limit -> new Shortage(
                limit, limit.allowed(limits).orElseThrow(), limit.of(Optional.of(tenant.declared())),
                others(tenant.name(), limit)))
                .toList();
    }

    /** Only what grows is measured: a limit that was lowered takes nothing from anybody. */
    private Stream<Limit> exceeded(Tenant tenant) {
        return Stream.of(Limit.values()).filter(limit -> {
            BigDecimal more = limit.of(Optional.of(tenant.declared())).subtract(limit.of(tenant.kept()));
            BigDecimal total = totals.getOrDefault(limit, BigDecimal.ZERO).add(more);
            return more.signum() > 0 && limit.allowed(limits).filter(allowed -> total.compareTo(allowed) > 0).isPresent();
        });
    }

    private Map<String, BigDecimal> others(String name, Limit limit) {
        var others = new TreeMap<String, BigDecimal>();
        amounts.forEach((other, held) -> others.put(other, limit.of(Optional.of(held))));
        others.remove(name);
        return others;
    }
}

package io.shopfleet.operator.tenancy;

import io.shopfleet.api.v1alpha1.Limits;
import io.shopfleet.api.v1alpha1.Share;
import io.shopfleet.api.v1alpha1.ShopService;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What the limits of the environment leave to one service.
 *
 * @param held what the service holds: what it asks for if it fits, else what it held before
 * @param shortages the limits that it does not fit into
 */
public record Room(Optional<Amounts> held, List<Shortage> shortages) {
    public static final Room UNLIMITED = new Room(Optional.empty(), List.of());

    /**
     * Whoever fitted keeps its place; then, the oldest first, each that is new or asks for more gets that if it fits beside
     * all the others. So the answer follows from the services alone, in whatever order they are looked at.
     *
     * @param tenants all services that count together, the one that is asked about among them
     */
    public static Room of(String name, Collection<Tenant> tenants, Limits limits) {
        var taken = new Taken(limits, tenants);
        for (Tenant tenant : tenants.stream().sorted(Tenant.BY_AGE).toList()) {
            boolean fits = taken.add(tenant);
            if (tenant.name().equals(name)) {
                return new Room(taken.by(name), fits ? List.of() : taken.shortages(tenant));
            }
        }
        return UNLIMITED;
    }

    /** @param all services of any place, the one that is asked about among them */
    public static Room of(ShopService service, Collection<ShopService> all, Limits limits) {
        Optional<String> place = Tenant.place(service);
        List<Tenant> tenants = all.stream()
                .filter(other -> Tenant.place(other).equals(place))
                .flatMap(other -> Tenant.of(other).stream())
                .toList();
        return of(service.getMetadata().getName(), tenants, limits);
    }

    public boolean refused() {
        return !shortages.isEmpty();
    }

    /** As status remembers it. */
    public Share share(String environment) {
        return held.map(amounts -> amounts.share(environment)).orElse(null);
    }
}

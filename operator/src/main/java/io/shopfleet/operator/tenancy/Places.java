package io.shopfleet.operator.tenancy;

import io.shopfleet.api.v1alpha1.Limits;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Bridges the time until caches show what a pass decided. Services are looked at side by side, and two of them must not both
 * get the last room; what was given is remembered here until the status says so. And who was refused is found again when
 * something changes. Neither outlives the process: after a restart the statuses tell it all.
 */
public final class Places {
    private final Map<String, Map<String, Amounts>> given = new HashMap<>();
    private final Map<String, Set<String>> waiting = new HashMap<>();

    /**
     * @param place what {@link Tenant#place} says
     * @param self the service as the pass sees it
     * @param seen all services of the place as caches show them now
     */
    public synchronized Room room(String place, Tenant self, Supplier<? extends Collection<Tenant>> seen, Limits limits) {
        Map<String, Amounts> here = given.computeIfAbsent(place, first -> new HashMap<>());
        Map<String, Tenant> tenants = new HashMap<>();
        seen.get().forEach(tenant -> tenants.put(tenant.name(), tenant));
        tenants.put(self.name(), self);
        List<Tenant> all = tenants.values().stream()
                .map(tenant -> here.containsKey(tenant.name())
                        ? tenant.holding(Optional.of(here.get(tenant.name())))
                        : tenant)
                .toList();
        Room room = Room.of(self.name(), all, limits);
        room.held().filter(held -> !self.holds(held))
                .ifPresentOrElse(held -> here.put(self.name(), held), () -> here.remove(self.name()));
        Set<String> refused = waiting.computeIfAbsent(place, first -> new TreeSet<>());
        refused.remove(self.name());
        if (room.refused()) {
            refused.add(self.name());
        }
        return room;
    }

    /** The names of those that wait for room, if this may concern them. */
    public synchronized Set<String> changed(String place, String name, Optional<Tenant> before, Optional<Tenant> now) {
        Map<String, Amounts> here = given.getOrDefault(place, new HashMap<>());
        if (now.map(tenant -> here.containsKey(name) && tenant.holds(here.get(name))).orElse(true)) {
            here.remove(name);
        }
        Set<String> refused = waiting.getOrDefault(place, new TreeSet<>());
        if (now.isEmpty()) {
            refused.remove(name);
        }
        var woken = new TreeSet<>(before.equals(now) ? Set.<String>of() : refused);
        woken.remove(name);
        return woken;
    }
}

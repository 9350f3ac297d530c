package io.shopfleet.operator.rehearsal;

import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.cluster.reading.Reading;
import io.shopfleet.operator.cluster.reading.Unreadable;
import io.shopfleet.operator.fleet.CanonicalJson;
import io.shopfleet.operator.fleet.Provider;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** All services of a fleet, as far as they may be read. One that no server has seen yet is given what a server gives. */
final class Services {
    /** Uids of what no server has seen. */
    static final String BORN = "born-here-";

    /** Who comes later has to find room beside all that are there. */
    private static final String YOUNGEST = "9999-12-31T23:59:59Z";

    private final Reading reading;
    private final SortedMap<Provider.Id, ShopService> known = new TreeMap<>();
    /** Namespaces of which all services are known; none where that is so of every namespace. */
    private final SortedSet<String> read = new TreeSet<>();
    private final boolean all;
    private long version;

    /** @param home namespaces to which whoever may not read all is confined */
    Services(Reading reading, Set<String> home) {
        this.reading = reading;
        this.all = readAll();
        if (!all) {
            home.forEach(this::read);
        }
    }

    private boolean readAll() {
        try {
            add(reading.services());
            return true;
        } catch (Unreadable e) {
            return false;
        }
    }

    private void read(String namespace) {
        if (read.add(namespace)) {
            try {
                add(reading.services(namespace));
            } catch (Unreadable e) {
                read.remove(namespace);
                throw e;
            }
        }
    }

    private void add(Collection<ShopService> services) {
        services.forEach(service -> {
            ShopService copy = CanonicalJson.read(CanonicalJson.text(service), ShopService.class);
            if (copy.getMetadata().getUid() == null) {
                copy.getMetadata().setUid(BORN + Provider.Id.of(copy));
                copy.getMetadata().setGeneration(1L);
                copy.getMetadata().setCreationTimestamp(YOUNGEST);
            }
            copy.getMetadata().setResourceVersion(next());
            known.putIfAbsent(Provider.Id.of(copy), copy);
        });
    }

    /** Nobody may see what depends on a service from a namespace that cannot be read. */
    boolean all() {
        return all;
    }

    List<ShopService> known() {
        return List.copyOf(known.values());
    }

    Optional<ShopService> find(Provider.Id id) {
        if (!all) {
            read(id.namespace());
        }
        return Optional.ofNullable(known.get(id));
    }

    void record(ShopService recorded) {
        ShopService stored = known.get(Provider.Id.of(recorded));
        stored.setStatus(recorded.getStatus());
        stored.getMetadata().setResourceVersion(next());
    }

    private String next() {
        return Long.toString(++version);
    }
}

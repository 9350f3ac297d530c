package io.shopfleet.operator.fleet;

import io.shopfleet.api.v1alpha1.ShopEnvironmentSpec;
import io.shopfleet.operator.fleet.Fleet.View;
import io.shopfleet.operator.limit.Share;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a pass saw, put together fact by fact. */
public final class Sighting {
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");
    private View view = View.Current;
    private Resolved<ShopEnvironmentSpec> environment = new Resolved.Missing<>();
    private Map<String, String> namespaceLabels = Map.of();
    private final TreeMap<String, Resolved<Provider>> providers = new TreeMap<>();
    private final TreeMap<Reference, Resolved<Set<String>>> references = new TreeMap<>();
    private final List<RevisionRecord> records = new ArrayList<>();
    private final TreeMap<String, Workload> workloads = new TreeMap<>();
    private final TreeMap<ObjectKey, Child> children = new TreeMap<>();
    private final TreeMap<String, Trouble> troubles = new TreeMap<>();
    private final List<Share> neighbours = new ArrayList<>();

    public Sighting at(Instant time) {
        now = time;
        return this;
    }

    public Sighting view(View seen) {
        view = seen;
        return this;
    }

    public Sighting environment(ShopEnvironmentSpec spec) {
        environment = new Resolved.Found<>(spec);
        return this;
    }

    public Sighting unreadableEnvironment() {
        environment = new Resolved.NotBindable<>();
        return this;
    }

    public Sighting namespaceLabels(Map<String, String> labels) {
        namespaceLabels = labels;
        return this;
    }

    public Sighting provider(String name, Resolved<Provider> provider) {
        providers.put(name, provider);
        return this;
    }

    public Sighting reference(Reference reference, Resolved<Set<String>> keys) {
        references.put(reference, keys);
        return this;
    }

    public Sighting record(RevisionRecord record) {
        records.add(record);
        records.sort(Fleet.BY_SEQUENCE);
        return this;
    }

    public Sighting workload(Workload workload) {
        workloads.put(workload.revision(), workload);
        return this;
    }

    /** A Deployment whose controller has seen the latest number of replicas. */
    public Sighting deployment(String revision, int wanted, int available) {
        return workload(new Workload(revision, wanted, true, wanted, available, true));
    }

    public Sighting child(Child child) {
        children.put(child.key(), child);
        return this;
    }

    public Sighting trouble(String revision, Trouble trouble) {
        troubles.put(revision, trouble);
        return this;
    }

    public Sighting neighbour(Share share) {
        neighbours.add(share);
        return this;
    }

    public Fleet fleet() {
        return new Fleet(
                now, view, environment, namespaceLabels, new TreeMap<>(providers), new TreeMap<>(references),
                List.copyOf(records), new TreeMap<>(workloads), new TreeMap<>(children), new TreeMap<>(troubles),
                neighbours.stream().sorted(Share.BY_AGE).toList());
    }
}

package io.shopfleet.operator.fleet;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.shopfleet.api.v1alpha1.ShopEnvironmentSpec;
import io.shopfleet.operator.fleet.Fleet.View;
import io.shopfleet.operator.migration.Run;
import io.shopfleet.operator.source.Binding;
import io.shopfleet.operator.source.Epoch;
import io.shopfleet.operator.source.Fingerprint;
import io.shopfleet.operator.source.Reference;
import io.shopfleet.operator.tenancy.Room;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** What a pass saw, put together fact by fact. */
public final class Sighting {
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");
    private View view = View.Current;
    private Resolved<ShopEnvironmentSpec> environment = new Resolved.Missing<>();
    private Map<String, String> namespaceLabels = Map.of();
    private final TreeMap<Provider.Id, Resolved<Provider>> providers = new TreeMap<>();
    private final TreeMap<Reference, Resolved<SortedMap<String, Fingerprint>>> references = new TreeMap<>();
    private final Map<String, Binding> bindings = new TreeMap<>();
    private final List<Epoch> epochs = new ArrayList<>();
    private final List<RevisionRecord> records = new ArrayList<>();
    private final TreeMap<String, Workload> workloads = new TreeMap<>();
    private final TreeMap<ObjectKey, Child> children = new TreeMap<>();
    private final TreeMap<String, Trouble> troubles = new TreeMap<>();
    private final TreeMap<String, Run> migrations = new TreeMap<>();
    private boolean upgrading;
    private Optional<SortedSet<Provider.Id>> callers = Optional.empty();
    private Room room = Room.UNLIMITED;
    private final TreeMap<ObjectKey, HasMetadata> foreign = new TreeMap<>();

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

    public Sighting provider(Provider.Id id, Resolved<Provider> provider) {
        providers.put(id, provider);
        return this;
    }

    public Sighting reference(Reference reference, Resolved<SortedMap<String, Fingerprint>> keys) {
        references.put(reference, keys);
        return this;
    }

    /** A Secret or ConfigMap that services may name, with these values. */
    public Sighting reference(Reference reference, Map<String, String> values) {
        var keys = new TreeMap<String, Fingerprint>();
        values.forEach((key, value) -> keys.put(key, Fingerprint.of(value.getBytes(StandardCharsets.UTF_8))));
        return reference(reference, new Resolved.Found<>(keys));
    }

    public Sighting epoch(Epoch epoch) {
        epochs.add(epoch);
        epochs.sort(Comparator.comparing(Epoch::number));
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

    public Sighting migration(Run run) {
        migrations.put(run.job(), run);
        return this;
    }

    public Sighting upgrading(boolean turn) {
        upgrading = turn;
        return this;
    }

    public Sighting room(Room left) {
        room = left;
        return this;
    }

    public Sighting binding(String edge, Binding binding) {
        bindings.put(edge, binding);
        return this;
    }

    /** Of an environment that isolates services. */
    public Sighting callers(SortedSet<Provider.Id> known) {
        callers = Optional.of(known);
        return this;
    }

    /** An object that nobody owns, under the name of the service. */
    public Sighting foreign(HasMetadata object) {
        foreign.put(ObjectKey.of(object), object);
        return this;
    }

    public Fleet fleet() {
        return new Fleet(
                now, view, environment, namespaceLabels, new TreeMap<>(providers), new TreeMap<>(references),
                new TreeMap<>(bindings), new TreeMap<>(), List.copyOf(records), List.copyOf(epochs),
                new TreeMap<>(workloads), new TreeMap<>(children), new TreeMap<>(troubles), new TreeMap<>(migrations), upgrading,
                room, callers, new TreeMap<>(foreign));
    }
}

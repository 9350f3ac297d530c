package io.shopfleet.operator.fleet;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.shopfleet.api.v1alpha1.ShopEnvironmentSpec;
import io.shopfleet.operator.migration.Run;
import io.shopfleet.operator.source.Binding;
import io.shopfleet.operator.source.Content;
import io.shopfleet.operator.source.Epoch;
import io.shopfleet.operator.source.Fingerprint;
import io.shopfleet.operator.source.Reference;
import io.shopfleet.operator.tenancy.Frost;
import io.shopfleet.operator.tenancy.Room;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Stream;

/**
 * Everything one pass saw of a service's surroundings.
 *
 * @param now the only clock of the pass
 * @param view whether the recorded status is as new as the cluster
 * @param providers services to which edges of this one lead, as far as it may see them
 * @param references keys of each Secret and ConfigMap that the spec names, with fingerprints of their values
 * @param bindings by edge: access to topics, databases and caches, where somebody has looked after it
 * @param contents values, read only by a pass that copies them
 * @param records recorded revisions, oldest first
 * @param epochs sets of credentials, oldest first
 * @param workloads Deployments by what they run, see {@link Pair}
 * @param troubles by what runs; looked up only while pods are missing
 * @param migrations Jobs by their names
 * @param upgrading it is the turn of this service to take the current pod template
 * @param room what the limits of the environment leave to the service
 * @param callers services that may reach this one; empty where the environment isolates none
 * @param foreign objects called like the service that are not its own, whole; read only where it may take them over
 */
public record Fleet(
        Instant now,
        View view,
        Resolved<ShopEnvironmentSpec> environment,
        Map<String, String> namespaceLabels,
        SortedMap<Provider.Id, Resolved<Provider>> providers,
        SortedMap<Reference, Resolved<SortedMap<String, Fingerprint>>> references,
        SortedMap<String, Binding> bindings,
        SortedMap<Reference, Content> contents,
        List<RevisionRecord> records,
        List<Epoch> epochs,
        SortedMap<String, Workload> workloads,
        SortedMap<ObjectKey, Child> children,
        SortedMap<String, Trouble> troubles,
        SortedMap<String, Run> migrations,
        boolean upgrading,
        Room room,
        Optional<SortedSet<Provider.Id>> callers,
        SortedMap<ObjectKey, HasMetadata> foreign) {

    public enum View {
        /** The status is the newest there is. */
        Current,
        /** The cluster carries a later step than this view of the status: another look is needed before acting. */
        Stale,
        /** The status on the server is older than the cluster, or gone: the position is recovered from the cluster. */
        Lost
    }

    /** The freeze of the environment, if there is one now. */
    public Optional<Frost> frost() {
        return environment.value().flatMap(found -> Frost.of(found.freeze(), now));
    }

    /** The service to which an edge leads; empty where there is none, or none that the dependant may see. */
    public Optional<Provider> provider(Provider.Id id) {
        return providers.getOrDefault(id, new Resolved.Missing<>()).value();
    }

    /** The record of what runs, whatever its epoch. */
    public Optional<RevisionRecord> record(String id) {
        String revision = Pair.of(id).revision();
        return records.stream().filter(record -> record.revision().equals(revision)).findFirst();
    }

    /** What ran before the service did, and has traffic at this position or is about to. */
    public Optional<RevisionRecord.Adopted> adopted(Stream<String> ids) {
        return ids.flatMap(id -> record(id).stream()).flatMap(record -> record.adopted().stream()).findFirst();
    }

    /** Name of the Deployment of what runs, where it is there or does not follow from the revision. */
    public Optional<String> deployment(String id) {
        return children.values().stream()
                .filter(child -> child.key().kind() == ManagedKind.Deployment)
                .filter(child -> Pair.of(child.labels()).filter(pair -> pair.id().equals(id)).isPresent())
                .map(child -> child.key().name())
                .findFirst()
                .or(() -> record(id).flatMap(RevisionRecord::adopted).map(RevisionRecord.Adopted::deployment));
    }

    public Optional<Epoch> epoch(long number) {
        return epochs.stream().filter(epoch -> epoch.number() == number).findFirst();
    }

    /** Keys of a Secret or ConfigMap that services may name; empty where there is none. */
    public Optional<SortedMap<String, Fingerprint>> resolved(Reference reference) {
        return references.getOrDefault(reference, new Resolved.Missing<>()).value();
    }

    /** Keys of what the spec names; none where it is missing. */
    public SortedMap<String, Fingerprint> keys(Reference reference) {
        return resolved(reference).orElseGet(Collections::emptySortedMap);
    }

    public int available(String revision) {
        Workload workload = workloads.get(revision);
        return workload == null ? 0 : workload.available();
    }

    /** Everything that runs for the service; where what serves is not marked yet as its own, that as well. */
    public Stream<Workload> running(Optional<String> serving) {
        boolean unmarked = serving.filter(id -> !workloads.containsKey(id)).isPresent();
        return Stream.concat(
                workloads.values().stream(),
                foreign.values().stream()
                        .filter(object -> unmarked && object instanceof Deployment)
                        .map(object -> Workload.of((Deployment) object)));
    }

    public long newestEpoch() {
        return epochs.stream().mapToLong(Epoch::number).max().orElse(0);
    }

    public long newestBeat() {
        return children.values().stream().mapToLong(Child::beat).max().orElse(0);
    }

    public long newestSequence() {
        return records.stream().mapToLong(RevisionRecord::sequence).max().orElse(0);
    }

    /** The same, with values that were read for being copied. */
    public Fleet with(SortedMap<Reference, Content> read) {
        return new Fleet(
                now, view, environment, namespaceLabels, providers, references, bindings, read, records, epochs, workloads, children,
                troubles, migrations, upgrading, room, callers, foreign);
    }

    /** The same, found to be older than the cluster. */
    public Fleet stale() {
        return new Fleet(
                now, View.Stale, environment, namespaceLabels, providers, references, bindings, contents, records, epochs, workloads,
                children, troubles, migrations, upgrading, room, callers, foreign);
    }

    /** Records in the order in which their rollouts began, oldest first. */
    public static final Comparator<RevisionRecord> BY_SEQUENCE =
            Comparator.comparing(RevisionRecord::sequence).thenComparing(RevisionRecord::revision);
}

package io.shopfleet.operator.fleet;

import io.shopfleet.api.v1alpha1.ShopEnvironmentSpec;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * Everything one pass saw of a service's surroundings.
 *
 * @param now the only clock of the pass
 * @param view whether the recorded status is as new as the cluster
 * @param providers services to which edges of this one lead, as far as it may see them
 * @param references keys of each Secret and ConfigMap that the spec names
 * @param records recorded revisions, oldest first
 * @param workloads Deployments by revision
 * @param troubles by revision; looked up only while pods are missing
 */
public record Fleet(
        Instant now,
        View view,
        Resolved<ShopEnvironmentSpec> environment,
        Map<String, String> namespaceLabels,
        SortedMap<Provider.Id, Resolved<Provider>> providers,
        SortedMap<Reference, Resolved<Set<String>>> references,
        List<RevisionRecord> records,
        SortedMap<String, Workload> workloads,
        SortedMap<ObjectKey, Child> children,
        SortedMap<String, Trouble> troubles) {

    public enum View {
        /** The status is the newest there is. */
        Current,
        /** The cluster carries a later step than this view of the status: another look is needed before acting. */
        Stale,
        /** The status on the server is older than the cluster, or gone: the position is recovered from the cluster. */
        Lost
    }

    /** The service to which an edge leads; empty where there is none, or none that the dependant may see. */
    public Optional<Provider> provider(Provider.Id id) {
        return providers.getOrDefault(id, new Resolved.Missing<>()).value();
    }

    public Optional<RevisionRecord> record(String revision) {
        return records.stream().filter(record -> record.revision().equals(revision)).findFirst();
    }

    public int available(String revision) {
        Workload workload = workloads.get(revision);
        return workload == null ? 0 : workload.available();
    }

    /** Available pods of all revisions. */
    public int available() {
        return workloads.values().stream().mapToInt(Workload::available).sum();
    }

    public long newestBeat() {
        return children.values().stream().mapToLong(Child::beat).max().orElse(0);
    }

    public long newestSequence() {
        return records.stream().mapToLong(RevisionRecord::sequence).max().orElse(0);
    }

    /** Records in the order in which their rollouts began, oldest first. */
    public static final Comparator<RevisionRecord> BY_SEQUENCE =
            Comparator.comparing(RevisionRecord::sequence).thenComparing(RevisionRecord::revision);
}

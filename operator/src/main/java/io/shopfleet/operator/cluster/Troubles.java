package io.shopfleet.operator.cluster;

import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.Pair;
import io.shopfleet.operator.fleet.Trouble;
import io.shopfleet.operator.fleet.Workload;
import io.shopfleet.operator.rollout.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is wrong with pods. They are looked at only where some are missing, and only after a moment: most rollouts never need it. */
record Troubles(ShopService service, Position position, Instant now, Cluster cluster) {
    /** Pods get this long to come up before they are asked what is wrong with them. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    SortedMap<String, Trouble> of(Collection<Workload> workloads) {
        var troubles = new TreeMap<String, Trouble>();
        if (!now.isBefore(position.stepStartedAt().plus(PATIENCE))) {
            workloads.stream()
                    .filter(workload -> workload.available() < workload.wanted())
                    .forEach(workload -> Trouble.of(cluster.pods(service, Pair.of(workload.revision())))
                            .ifPresent(trouble -> troubles.put(workload.revision(), trouble)));
        }
        return troubles;
    }
}

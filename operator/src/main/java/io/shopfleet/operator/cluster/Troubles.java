package io.shopfleet.operator.cluster;

import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.Pair;
import io.shopfleet.operator.fleet.Trouble;
import io.shopfleet.operator.fleet.Workload;
import io.shopfleet.operator.migration.Run;
import io.shopfleet.operator.rollout.Position;
import io.shopfleet.operator.source.Content;
import io.shopfleet.operator.source.Epoch;
import io.shopfleet.operator.source.Redaction;
import io.shopfleet.operator.source.Reference.Kind;
import io.shopfleet.operator.source.Reference;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is wrong with pods. They are looked at only where some are missing, and only after a moment: most rollouts never need it. */
record Troubles(ShopService service, Position position, Instant now, Cluster cluster) {
    /** Pods get this long to come up before they are asked what is wrong with them. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** By what runs, or shall run after its migrations. */
    SortedMap<String, Trouble> of(Collection<Workload> workloads, Collection<Run> migrations) {
        var troubles = new TreeMap<String, Trouble>();
        migrations.stream().filter(run -> run.attempt().equals(position.startedAt().toString())).forEach(run ->
                Pair.of(run.labels()).map(Pair::id)
                        .filter(id -> position.isCandidate(id) && !position.isFailed(id))
                        .ifPresent(id -> of(run).ifPresent(trouble -> troubles.put(id, trouble))));
        if (!early()) {
            workloads.stream()
                    .filter(workload -> workload.available() < workload.wanted())
                    .forEach(workload -> Trouble.of(cluster.pods(service, Pair.of(workload.revision())))
                            .ifPresent(trouble -> troubles.put(workload.revision(), trouble)));
        }
        return troubles;
    }

    private boolean early() {
        return now.isBefore(position.stepStartedAt().plus(PATIENCE));
    }

    private Optional<Trouble> of(Run run) {
        return switch (run.state()) {
            case Done -> Optional.empty();
            case Waiting, UnderWay -> early() ? Optional.empty() : Trouble.of(cluster.pods(service, run.job()).stream()
                    .filter(pod -> pod.getStatus() == null || !"Succeeded".equals(pod.getStatus().getPhase()))
                    .toList());
            case Failed -> Optional.of(new Trouble(Reason.MigrationFailed, run.failure(said(run))));
        };
    }

    private List<String> said(Run run) {
        List<String> lines = cluster.lastLines(service, run.job());
        Redaction redaction = lines.isEmpty() ? new Redaction(List.of()) : redaction(run);
        return lines.stream().map(redaction::in).toList();
    }

    private Redaction redaction(Run run) {
        String namespace = service.getMetadata().getNamespace();
        List<Content> given = Pair.of(run.labels()).flatMap(Pair::epoch).stream()
                .map(number -> new Reference(Kind.Secret, Epoch.name(service.getMetadata().getName(), number)))
                .flatMap(epoch -> cluster.content(namespace, epoch).stream())
                .toList();
        return Redaction.of(given, cluster.bindings(service).values().stream()
                .flatMap(binding -> binding.facts().values().stream())
                .collect(Collectors.toSet()));
    }
}

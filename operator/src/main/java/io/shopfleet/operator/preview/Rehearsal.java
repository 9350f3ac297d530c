package io.shopfleet.operator.preview;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.cluster.Applier;
import io.shopfleet.operator.cluster.Observer;
import io.shopfleet.operator.cluster.Recorder;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.ObjectKey;
import io.shopfleet.operator.offline.FolderCluster;
import io.shopfleet.operator.plan.Applied;
import io.shopfleet.operator.plan.Plan;
import io.shopfleet.operator.plan.Planner;
import io.shopfleet.operator.rollout.Position;
import io.shopfleet.operator.rollout.RecordedPosition;
import io.shopfleet.operator.status.Report;
import io.shopfleet.operator.status.Reporter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Real passes over all services in turn, in memory, until none of them has anything left to do. Time is played: it begins
 * where the newest recorded step does, so that equal folders give equal plans.
 */
final class Rehearsal {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration BETWEEN = Duration.ofSeconds(10);
    /** Far more than any rollout has steps; only a plan that never comes to rest gets here. */
    private static final int ROUNDS = 1_000;

    /** What happened to one service: what was there before, and the positions that were recorded one after another. */
    static final class Course {
        final SortedMap<ObjectKey, HasMetadata> before;
        final List<Position> positions = new ArrayList<>();
        Fleet firstSeen;
        Plan first;
        Plan last;

        Course(SortedMap<ObjectKey, HasMetadata> before) {
            this.before = before;
        }

        Position end() {
            return positions.getLast();
        }
    }

    private final FolderCluster cluster;
    private final List<ShopService> order;
    private final Map<String, Course> courses = new LinkedHashMap<>();
    private Instant now;
    private final Observer observer = new Observer(((InstantSource) () -> now).withZone(ZoneOffset.UTC));
    private final Planner planner = new Planner();
    private final Applier applier = new Applier();
    private final Reporter reporter = new Reporter();
    private final Recorder recorder = new Recorder();

    Rehearsal(FolderCluster cluster, List<ShopService> order) {
        this.cluster = cluster;
        this.order = order;
        this.now = order.stream()
                .map(service -> RecordedPosition.read(service.getStatus()).stepStartedAt())
                .filter(BEGIN::isBefore)
                .max(Instant::compareTo)
                .orElse(BEGIN);
    }

    /** Courses by service, in the order given. */
    Map<String, Course> run() {
        order.forEach(service -> courses.put(StartOrder.key(service), new Course(cluster.made(service))));
        boolean moved = true;
        for (int round = 0; moved && round < ROUNDS; round++) {
            moved = order.stream().filter(this::pass).count() > 0;
            now = now.plus(BETWEEN);
        }
        return courses;
    }

    private boolean pass(ShopService service) {
        Course course = courses.get(StartOrder.key(service));
        Fleet fleet = observer.observe(service, cluster);
        Plan plan = planner.plan(service, fleet);
        Applied applied = applier.apply(service, fleet, plan, cluster);
        Report report = reporter.report(service, fleet, plan, applied);
        recorder.record(service, report, cluster);
        if (course.first == null) {
            course.first = plan;
            course.firstSeen = fleet;
            course.positions.add(plan.at());
        }
        course.last = plan;
        Position recorded = RecordedPosition.read(report.status());
        if (!recorded.equals(course.end())) {
            course.positions.add(recorded);
        }
        return report.again();
    }
}

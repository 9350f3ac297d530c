package io.shopfleet.operator.cluster;

import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.plan.Plan;
import io.shopfleet.operator.plan.Planner;
import io.shopfleet.operator.status.Applied;
import io.shopfleet.operator.status.Report;
import io.shopfleet.operator.status.Reporter;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** One look at one service, from what is to what shall be; a second one where values have to be copied. */
public final class Pass {
    private final Observer observer;
    private final Planner planner = new Planner();
    private final Applier applier = new Applier();
    private final Reporter reporter = new Reporter();
    private final Recorder recorder = new Recorder();

    public Pass(Clock clock) {
        this.observer = new Observer(clock);
    }

    /** Says when to look again; empty leaves it to events. */
    public Optional<Duration> run(ShopService service, Cluster cluster) {
        return look(service, cluster).next();
    }

    /** What a pass saw, decided and told, and when the next one is due. */
    public record Look(Fleet fleet, Plan plan, Report report, Optional<Duration> next) {}

    public Look look(ShopService service, Cluster cluster) {
        Fleet fleet = observer.observe(service, cluster);
        Plan plan = planner.plan(service, fleet);
        if (!plan.unread().isEmpty()) {
            fleet = observer.read(service, fleet, plan.unread(), cluster);
            plan = planner.plan(service, fleet);
        }
        Applied applied = applier.apply(service, fleet, plan, cluster);
        Report report = reporter.report(service, fleet, plan, applied);
        return new Look(fleet, plan, report, recorder.record(service, report, cluster));
    }
}

package io.shopfleet.operator.status;

import io.shopfleet.api.v1alpha1.DependencyStatus;
import io.shopfleet.api.v1alpha1.FailedRevision;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.RevisionStatus;
import io.shopfleet.api.v1alpha1.RolloutStatus;
import io.shopfleet.api.v1alpha1.Share;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.ShopServiceStatus;
import io.shopfleet.operator.dependency.Contribution;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.fleet.Pair;
import io.shopfleet.operator.fleet.Workload;
import io.shopfleet.operator.plan.Plan;
import io.shopfleet.operator.plan.Wanted;
import io.shopfleet.operator.rollout.Failure;
import io.shopfleet.operator.rollout.Position;
import io.shopfleet.operator.rollout.RecordedPosition;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts the status together. The next position is recorded only when the plan was applied whole. */
public final class Reporter {
    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(30);

    private static final Duration AFTER_STALE_VIEW = Duration.ofMillis(50);

    public Report report(ShopService service, Fleet fleet, Plan plan, Applied applied) {
        if (plan.outcome() == Plan.Outcome.Stale) {
            return new Report(
                    service.getStatus(), false, false, List.of(), Optional.of(AFTER_STALE_VIEW));
        }
        return new Pass(service, fleet, applied.whole() ? plan : held(service, plan), applied).report();
    }

    /** The plan, staying where it is. */
    private static Plan held(ShopService service, Plan plan) {
        return new Plan(
                plan.outcome(), plan.at(), plan.at(), plan.objects(), plan.scales(), plan.owned(), plan.prune(),
                plan.expected(), plan.problems(), plan.edges(), plan.unread(), plan.aim(), plan.replicas(),
                Plan.Number.recorded(service.getStatus()), RecordedPosition.frozen(service.getStatus()),
                plan.ledger().held(service.getStatus()), Optional.of(AFTER_REFUSAL));
    }

    private record Pass(ShopService service, Fleet fleet, Plan plan, Applied applied) {

        Report report() {
            ShopServiceStatus before = service.getStatus();
            ShopServiceStatus status = Bounds.fit(status(before));
            boolean changed = !status.equals(before);
            return new Report(
                    status,
                    changed,
                    changed || applied.writes() > 0,
                    Happenings.of(service, plan, applied, status),
                    Stream.concat(plan.lookAgain().stream(), applied.lookAgain().stream()).min(Comparator.naturalOrder()));
        }

        private ShopServiceStatus status(ShopServiceStatus before) {
            List<Problem> obstacles = Stream.concat(applied.problems().stream(), applied.contested().stream()).toList();
            Situation situation = Situation.of(service, plan, obstacles, fleet);
            long generation = service.getMetadata().getGeneration();
            Position next = plan.next();
            return new ShopServiceStatus(
                    generation,
                    Phases.of(situation),
                    next.serving().map(this::revision).map(RevisionStatus::version).orElse(null),
                    next.moving() ? next.step().weight() : null,
                    fleet.running(next.serving()).mapToInt(Workload::replicas).sum(),
                    fleet.running(next.serving()).mapToInt(Workload::available).sum(),
                    Marks.SERVICE + "=" + service.getMetadata().getName(),
                    waitingOn(situation),
                    Conditions.of(situation, generation, before == null ? List.of() : before.conditions(), fleet.now()),
                    next.serving().map(this::revision).orElse(null),
                    next.candidate().map(this::revision).orElse(null),
                    next.failure().map(this::failed).orElse(null),
                    next.rollback().orElse(null),
                    rollout(next),
                    plan.ledger().command().map(Bounds::command).orElse(null),
                    plan.edges().stream().map(edge -> edge(edge, before)).toList(),
                    plan.ledger().history().stream().map(this::revision).toList(),
                    problems(obstacles),
                    plan.aim().outdated() ? true : null,
                    share(before));
        }

        private List<Problem> problems(List<Problem> obstacles) {
            return Stream.concat(plan.problems().stream(), obstacles.stream()).limit(32).map(Bounds::problem).toList();
        }

        private RolloutStatus rollout(Position next) {
            return next.beat() == 0
                    ? null
                    : RecordedPosition.write(next, plan.number() == Plan.Number.Autoscalers, plan.frozen());
        }

        /** While it is not known what the limits are, nobody loses a place. */
        private Share share(ShopServiceStatus before) {
            if (service.getSpec() == null || fleet.environment().value().isEmpty()) {
                return before == null ? null : before.share();
            }
            return fleet.room().share(service.getSpec().environment());
        }

        private String waitingOn(Situation situation) {
            if (situation.promoted() || situation.withdrawn().isPresent()) {
                return null;
            }
            String names = plan.edges().stream()
                    .filter(Contribution::holdsBack)
                    .map(Contribution::name)
                    .collect(Collectors.joining(","));
            return names.isEmpty() ? null : names;
        }

        /** What is known of what runs: its record, the one just rendered, or what the status said before. */
        private RevisionStatus revision(String id) {
            Pair pair = Pair.of(id);
            return fleet.record(id)
                    .or(() -> plan.aim().wanted().map(Wanted::record).or(plan.aim()::described)
                            .filter(wanted -> wanted.revision().equals(pair.revision())))
                    .map(record -> new RevisionStatus(
                            record.revision(), record.version(), record.image(), pair.epoch().orElse(null)))
                    .orElseGet(() -> known(pair));
        }

        private RevisionStatus known(Pair pair) {
            ShopServiceStatus before = service.getStatus();
            var unknown = new RevisionStatus(pair.revision(), null, null, pair.epoch().orElse(null));
            return before == null
                    ? unknown
                    : Stream.of(before.serving(), before.candidate())
                            .filter(Objects::nonNull)
                            .filter(known -> Pair.of(known.revision(), known.epoch()).equals(pair))
                            .findFirst()
                            .orElse(unknown);
        }

        private FailedRevision failed(Failure failure) {
            RevisionStatus revision = revision(failure.revision());
            return new FailedRevision(
                    revision.revision(),
                    revision.version(),
                    failure.reason(),
                    Bounds.message(failure.message()),
                    failure.at().toString(),
                    revision.epoch());
        }

        private DependencyStatus edge(Contribution edge, ShopServiceStatus before) {
            String since = (before == null ? List.<DependencyStatus>of() : before.dependencies())
                    .stream()
                            .filter(old -> old.name().equals(edge.name()) && old.verdict() == edge.verdict())
                            .map(DependencyStatus::since)
                            .findFirst()
                            .orElse(fleet.now().toString());
            return new DependencyStatus(
                    edge.name(), edge.target(), edge.verdict(), edge.reason(), edge.message(), since);
        }
    }
}

package io.shopfleet.operator.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.shopfleet.api.v1alpha1.Port;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.ShopServiceSpec;
import io.shopfleet.operator.check.Check;
import io.shopfleet.operator.dependency.Contribution;
import io.shopfleet.operator.dependency.DependencyKind;
import io.shopfleet.operator.fleet.Child;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.Fleet.View;
import io.shopfleet.operator.fleet.ManagedKind;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.fleet.ObjectKey;
import io.shopfleet.operator.fleet.RevisionRecord;
import io.shopfleet.operator.plan.Plan.Outcome;
import io.shopfleet.operator.render.Names;
import io.shopfleet.operator.render.Renderer;
import io.shopfleet.operator.render.RevisionObjects;
import io.shopfleet.operator.render.StableObjects;
import io.shopfleet.operator.rollout.Goal;
import io.shopfleet.operator.rollout.Position;
import io.shopfleet.operator.rollout.RecordedPosition;
import io.shopfleet.operator.rollout.Rolling;
import io.shopfleet.operator.rollout.StepMachine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * From the service and what was seen around it to everything that shall be done. The objects express the recorded
 * position; the next position is only proposed, to be recorded once the objects are in place.
 */
public final class Planner {
    /** While pods are on their way, their own trouble and the deadline show only by looking. */
    private static final Duration WHILE_MOVING = Duration.ofSeconds(5);

    private static final Duration WHILE_UNAVAILABLE = Duration.ofSeconds(30);

    public Plan plan(ShopService service, Fleet fleet) {
        if (fleet.view() == View.Stale) {
            return idle(Outcome.Stale, service, fleet, List.of());
        }
        List<Problem> problems = Check.all(service, fleet);
        ShopServiceSpec spec = service.getSpec();
        if (spec == null) {
            return idle(Outcome.Partial, service, fleet, problems);
        }
        List<Contribution> edges = DependencyKind.contributions(service, fleet);
        Position at = position(service, fleet);
        Plan plan = new Pass(service, fleet, at, new Sizing(service, fleet, at), edges, problems).plan();
        return Boolean.TRUE.equals(spec.paused()) ? plan.paused(Plan.Number.recorded(service.getStatus())) : plan;
    }

    private static Position position(ShopService service, Fleet fleet) {
        return fleet.view() == View.Lost
                ? RecordedPosition.recover(fleet)
                : RecordedPosition.read(service.getStatus());
    }

    /** Nothing can be done; what is wrong is still told. */
    private static Plan idle(Outcome outcome, ShopService service, Fleet fleet, List<Problem> problems) {
        Position at = position(service, fleet);
        return new Plan(
                outcome, at, at, List.of(), List.of(), List.of(), Set.of(), problems, List.of(), Optional.empty(),
                new Sizing(service, fleet, at).replicas(), Plan.Number.recorded(service.getStatus()),
                Ruling.of(service, at, Optional.empty(), fleet).ledger(at),
                Optional.empty());
    }

    private record Pass(
            ShopService service, Fleet fleet, Position at, Sizing sizing, List<Contribution> edges, List<Problem> problems) {

        Plan plan() {
            ShopServiceSpec spec = service.getSpec();
            List<String> live = Stream.concat(at.serving().stream(), at.candidate().stream()).toList();
            Optional<RevisionRecord> wanted = wanted(live);
            Ruling ruling = Ruling.of(service, at, wanted.map(RevisionRecord::revision), fleet);
            Position decided = ruling.next().orElseGet(() -> StepMachine.next(at, goal(spec, wanted), fleet));
            Position next = sizing.holds(decided) ? at : decided;
            List<RevisionRecord> records = liveRecords(live, wanted);
            List<HasMetadata> objects = objects(spec, records, newcomer(next, wanted), decided);
            boolean complete = Check.passed(problems) && wanted.isPresent() && records.size() == live.size();
            return new Plan(
                    complete ? Outcome.Complete : Outcome.Partial,
                    at,
                    next,
                    objects,
                    Stream.concat(sizing.scales(live, records).stream(), complete ? Stream.empty() : emptied(live)).toList(),
                    prune(complete ? Retired.of(service, fleet, at, ruling.kept(), objects) : List.of(), decided),
                    expected(objects),
                    withMissingRecords(live, records),
                    edges,
                    wanted,
                    sizing.replicas(),
                    sizing.number(),
                    ruling.ledger(next),
                    lookAgain(next, sizing.replicas()));
        }

        /** A revision that is remembered is the wanted one whatever renderer made it, so an upgrade tries none again. */
        private Optional<RevisionRecord> wanted(List<String> live) {
            List<String> known = Stream.concat(live.stream(), Retired.remembered(at)).toList();
            return Check.passed(problems)
                    ? fleet.environment().value().map(environment ->
                            Renderer.wanted(service, environment, edges, fleet, known))
                    : Optional.empty();
        }

        private Goal goal(ShopServiceSpec spec, Optional<RevisionRecord> wanted) {
            return new Goal(
                    wanted.map(RevisionRecord::revision),
                    edges.stream().noneMatch(Contribution::holdsBack),
                    sizing.goal(),
                    new Rolling(),
                    Durations.parse(spec.rollout() == null ? null : spec.rollout().progressDeadline()));
        }

        /** A live record that somebody deleted is written again, if the spec still describes the revision. */
        private List<RevisionRecord> liveRecords(List<String> live, Optional<RevisionRecord> wanted) {
            return live.stream()
                    .flatMap(revision -> fleet.record(revision)
                            .or(() -> wanted.filter(record -> record.revision().equals(revision))
                                    .map(record -> record.withSequence(fleet.newestSequence() + 1)))
                            .stream())
                    .toList();
        }

        /** A candidate that is about to start: its record comes before any other object of it. */
        private Optional<RevisionRecord> newcomer(Position next, Optional<RevisionRecord> wanted) {
            boolean starts = next.moving() && !next.candidate().equals(at.candidate());
            long newest = fleet.newestSequence();
            return next.candidate()
                    .filter(candidate -> starts)
                    .flatMap(candidate -> wanted.filter(record -> record.revision().equals(candidate))
                            .or(() -> fleet.record(candidate)))
                    .map(record -> record.sequence() == newest && newest > 0 ? record : record.withSequence(newest + 1));
        }

        private List<HasMetadata> objects(
                ShopServiceSpec spec, List<RevisionRecord> records, Optional<RevisionRecord> newcomer, Position decided) {
            Names names = Names.of(service);
            var objects = new ArrayList<HasMetadata>();
            List<Port> ports = records.stream()
                    .map(record -> new RevisionObjects(names, record).ports())
                    .filter(some -> !some.isEmpty())
                    .findFirst()
                    .orElse(List.of());
            objects.addAll(new StableObjects(names).all(spec, sizing.least(), at, ports, fleet));
            records.forEach(record -> objects.addAll(new RevisionObjects(names, record).all()));
            newcomer.ifPresent(record -> objects.add(new RevisionObjects(names, record).controllerRevision()));
            sizing.autoscaler(decided, records).ifPresent(objects::add);
            return objects;
        }

        private List<Child> prune(List<Child> leftovers, Position decided) {
            return Stream.concat(
                            sizing.leaving(decided).stream(), leftovers.stream().filter(child -> !child.isAutoscaler()))
                    .toList();
        }

        /** What was left gets no pod, and no traffic, even where something is missing and nothing may be removed. */
        private Stream<Scale> emptied(List<String> live) {
            Names names = Names.of(service);
            return at.serving().stream()
                    .flatMap(serving -> fleet.workloads().keySet().stream())
                    .filter(revision -> !live.contains(revision))
                    .map(revision -> new Scale(names.ofRevision(revision), revision, 0, at.beat()));
        }

        /**
         * Once a revision serves, its objects and the stable ones exist; before that nothing can be missed. Nor can the
         * address while a revision without a port serves.
         */
        private Set<ObjectKey> expected(List<HasMetadata> objects) {
            var expected = new TreeSet<ObjectKey>();
            at.serving().ifPresent(revision -> objects.stream()
                    .filter(object -> !(object instanceof PodDisruptionBudget || object instanceof HorizontalPodAutoscaler))
                    .filter(object -> {
                        String of = object.getMetadata().getLabels().get(Marks.REVISION);
                        return of == null || of.equals(revision);
                    })
                    .forEach(object -> expected.add(ObjectKey.of(object))));
            Names names = Names.of(service);
            boolean addressed = at.serving()
                    .filter(serving -> expected.contains(new ObjectKey(ManagedKind.Service, names.ofRevision(serving))))
                    .isPresent();
            if (!addressed) {
                expected.remove(new ObjectKey(ManagedKind.Service, names.service()));
            }
            return expected;
        }

        private List<Problem> withMissingRecords(List<String> live, List<RevisionRecord> records) {
            return Stream.concat(
                            problems.stream(),
                            live.stream()
                                    .filter(revision -> records.stream()
                                            .noneMatch(record -> record.revision().equals(revision)))
                                    .map(revision -> new Problem(
                                            "metadata.name",
                                            Severity.Warning,
                                            Reason.RecordMissing,
                                            "the record of revision " + revision
                                                    + " is gone; its pods run on but are no longer looked after",
                                            "apply a spec with a new image or version: a new revision replaces it")))
                    .toList();
        }

        private Optional<Duration> lookAgain(Position next, int replicas) {
            if (at.moving() || next.moving()) {
                return Optional.of(WHILE_MOVING);
            }
            boolean available = at.serving().map(fleet::available).orElse(replicas) >= replicas;
            return available && !unseen() ? Optional.empty() : Optional.of(WHILE_UNAVAILABLE);
        }

        /** Nothing tells of a Secret or ConfigMap that lacks the label: one that comes without it is found only by looking. */
        private boolean unseen() {
            return problems.stream()
                    .map(Problem::reason)
                    .anyMatch(reason -> reason == Reason.SecretMissing || reason == Reason.ConfigMapMissing
                            || reason == Reason.SecretNotBindable || reason == Reason.ConfigMapNotBindable);
        }
    }
}

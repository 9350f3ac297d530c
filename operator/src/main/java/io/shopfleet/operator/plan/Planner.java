package io.shopfleet.operator.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.shopfleet.api.v1alpha1.Granted;
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
import io.shopfleet.operator.fleet.Workload;
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
import java.util.ArrayList;
import java.util.HashSet;
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

    public Plan plan(ShopService service, Fleet fleet) {
        if (fleet.view() == View.Stale) {
            return idle(Outcome.Stale, service, fleet, List.of());
        }
        List<Problem> problems = Check.all(service, fleet);
        ShopServiceSpec spec = service.getSpec();
        if (spec == null) {
            return idle(Outcome.Partial, service, fleet, problems);
        }
        List<Contribution> edges = DependencyKind.contributions(
                spec.dependencies(), service.getMetadata().getNamespace(), fleet);
        Optional<Hold> hold = Hold.of(spec.environment(), fleet);
        Plan plan = new Pass(service, fleet, position(service, fleet), edges, problems, hold).plan();
        return Boolean.TRUE.equals(spec.paused()) ? plan.paused() : plan;
    }

    private static Position position(ShopService service, Fleet fleet) {
        return fleet.view() == View.Lost
                ? RecordedPosition.recover(fleet)
                : RecordedPosition.read(service.getStatus());
    }

    /** Nothing can be done; what is wrong is still told. */
    private static Plan idle(Outcome outcome, ShopService service, Fleet fleet, List<Problem> problems) {
        Position at = position(service, fleet);
        Optional<Granted> granted = Optional.ofNullable(service.getStatus()).map(status -> status.granted());
        int replicas = replicas(Optional.ofNullable(service.getSpec()), at, fleet);
        return new Plan(
                outcome, at, at, List.of(), List.of(), List.of(), Set.of(), problems, List.of(), Optional.empty(),
                Optional.empty(), granted, replicas, Optional.empty());
    }

    /** The schema has a default; without a number only a looser schema is left, and then what runs stays. */
    private static int replicas(Optional<ShopServiceSpec> spec, Position at, Fleet fleet) {
        return spec.map(ShopServiceSpec::replicas)
                .or(() -> at.serving().map(fleet.workloads()::get).map(Workload::wanted))
                .orElse(1);
    }

    private record Pass(
            ShopService service,
            Fleet fleet,
            Position at,
            List<Contribution> edges,
            List<Problem> problems,
            Optional<Hold> hold) {

        Plan plan() {
            ShopServiceSpec spec = service.getSpec();
            Allowance allowance = Allowance.of(service, at, problems, fleet);
            int replicas = allowance.replicas(replicas(Optional.of(spec), at, fleet), at, fleet);
            List<String> live = Stream.concat(at.serving().stream(), at.candidate().stream()).toList();
            Optional<RevisionRecord> wanted = problems.isEmpty()
                    ? fleet.environment().value().map(environment ->
                            Renderer.wanted(service, environment, edges, fleet, live))
                    : Optional.empty();
            Position next = StepMachine.next(at, goal(spec, replicas, wanted), fleet);
            List<RevisionRecord> records = liveRecords(live, wanted);
            List<HasMetadata> objects = objects(spec, replicas, records, newcomer(next, wanted));
            boolean complete = problems.isEmpty() && wanted.isPresent() && records.size() == live.size();
            return new Plan(
                    complete ? Outcome.Complete : Outcome.Partial,
                    at,
                    next,
                    objects,
                    scales(replicas, live, records),
                    complete ? prune(spec, live, objects) : List.of(),
                    expected(objects),
                    withMissingRecords(live, records),
                    edges,
                    wanted,
                    hold,
                    allowance.granted(),
                    replicas,
                    NextLook.after(at, next, replicas, this.problems, hold, fleet));
        }

        private Goal goal(ShopServiceSpec spec, int replicas, Optional<RevisionRecord> wanted) {
            return new Goal(
                    wanted.map(RevisionRecord::revision),
                    hold.isEmpty() && edges.stream().noneMatch(Contribution::holdsBack),
                    replicas,
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
            return wanted.filter(record -> starts)
                    .map(record -> record.sequence() == newest && newest > 0 ? record : record.withSequence(newest + 1));
        }

        private List<HasMetadata> objects(
                ShopServiceSpec spec, int replicas, List<RevisionRecord> records, Optional<RevisionRecord> newcomer) {
            Names names = Names.of(service);
            var objects = new ArrayList<HasMetadata>();
            List<Port> ports = records.stream()
                    .map(record -> new RevisionObjects(names, record).ports())
                    .filter(some -> !some.isEmpty())
                    .findFirst()
                    .orElse(List.of());
            objects.addAll(new StableObjects(names).all(spec, replicas, at, ports, fleet));
            records.forEach(record -> objects.addAll(new RevisionObjects(names, record).all()));
            newcomer.ifPresent(record -> objects.add(new RevisionObjects(names, record).controllerRevision()));
            return objects;
        }

        /** A Deployment whose record is gone still shrinks and grows with the steps; only its template is out of reach. */
        private List<Scale> scales(int replicas, List<String> live, List<RevisionRecord> records) {
            Names names = Names.of(service);
            return live.stream()
                    .filter(revision -> fleet.workloads().containsKey(revision)
                            || records.stream().anyMatch(record -> record.revision().equals(revision)))
                    .map(revision -> new Scale(
                            names.ofRevision(revision),
                            revision,
                            !at.moving() ? replicas : at.isServing(revision) ? at.step().serving() : at.step().candidate(),
                            at.beat()))
                    .toList();
        }

        /** What the service has but no longer needs. Records are kept as the history to return to. */
        private List<Child> prune(ShopServiceSpec spec, List<String> live, List<HasMetadata> objects) {
            var keep = new HashSet<ObjectKey>();
            objects.forEach(object -> keep.add(ObjectKey.of(object)));
            int history = spec.rollout() == null || spec.rollout().history() == null ? 3 : spec.rollout().history();
            Names names = Names.of(service);
            fleet.records().reversed().stream()
                    .map(RevisionRecord::revision)
                    .filter(revision -> !live.contains(revision))
                    .limit(history)
                    .forEach(revision ->
                            keep.add(new ObjectKey(ManagedKind.ControllerRevision, names.ofRevision(revision))));
            return fleet.children().values().stream()
                    .filter(child -> child.ownedBy(service.getMetadata().getUid()) && !child.terminating())
                    .filter(child -> !keep.contains(child.key()))
                    .toList();
        }

        /**
         * Once a revision serves, its objects and the stable ones exist; before that nothing can be missed. Nor can the
         * address while a revision without a port serves.
         */
        private Set<ObjectKey> expected(List<HasMetadata> objects) {
            var expected = new TreeSet<ObjectKey>();
            at.serving().ifPresent(revision -> objects.stream()
                    .filter(object -> !(object instanceof PodDisruptionBudget))
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
    }
}

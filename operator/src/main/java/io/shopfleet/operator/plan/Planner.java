package io.shopfleet.operator.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.shopfleet.api.v1alpha1.Port;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Rollout;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.adoption.KeptPorts;
import io.shopfleet.operator.check.Check;
import io.shopfleet.operator.dependency.Contribution;
import io.shopfleet.operator.dependency.DependencyKind;
import io.shopfleet.operator.fleet.Child;
import io.shopfleet.operator.fleet.Fleet.View;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.ObjectKey;
import io.shopfleet.operator.fleet.RevisionRecord;
import io.shopfleet.operator.plan.Plan.Outcome;
import io.shopfleet.operator.preview.Foretold;
import io.shopfleet.operator.render.Names;
import io.shopfleet.operator.render.Renderer.Described;
import io.shopfleet.operator.render.RevisionObjects;
import io.shopfleet.operator.render.StableObjects;
import io.shopfleet.operator.rollout.Durations;
import io.shopfleet.operator.rollout.Goal;
import io.shopfleet.operator.rollout.Position;
import io.shopfleet.operator.rollout.Preparation;
import io.shopfleet.operator.rollout.RecordedPosition;
import io.shopfleet.operator.rollout.Rolling;
import io.shopfleet.operator.rollout.StepMachine;
import io.shopfleet.operator.source.Copies;
import io.shopfleet.operator.source.Reference.Kind;
import io.shopfleet.operator.source.Reference;
import io.shopfleet.operator.source.Use;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
        if (service.getSpec() == null) {
            return idle(Outcome.Partial, service, fleet, Check.all(service, fleet));
        }
        Position at = position(service, fleet);
        List<Contribution> edges = DependencyKind.contributions(service, fleet);
        Prospect prospect = Prospect.of(service, at, edges, fleet);
        Plan plan = new Pass(service, fleet, at, new Sizing(service, fleet, at), edges, prospect).plan();
        return Ruling.obstacle(service).isPresent() ? plan.paused(service.getStatus()) : plan;
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
                outcome, at, at, List.of(), List.of(), List.of(), List.of(), Set.of(), problems, List.of(), Set.of(), Aim.NONE,
                new Sizing(service, fleet, at).replicas(), Plan.Number.recorded(service.getStatus()),
                RecordedPosition.frozen(service.getStatus()),
                Ruling.of(service, at, Aim.NONE, fleet, () -> Foretold.NOTHING).ledger(at),
                Optional.empty());
    }

    private record Pass(
            ShopService service, Fleet fleet, Position at, Sizing sizing, List<Contribution> edges, Prospect prospect) {

        Plan plan() {
            Aim aim = aim();
            Ruling ruling = Ruling.of(service, at, aim, fleet, () -> foretold(aim));
            Preparation preparation = preparation(aim);
            Position decided = ruling.next().or(this::adopting).or(this::thawed).orElseGet(() -> StepMachine.next(at, goal(aim, preparation), fleet));
            Position next = sizing.holds(decided) ? at : decided;
            Live live = Live.of(service, at, next, preparation, aim.described(), fleet);
            Optional<Wanted> newcomer = newcomer(next, aim);
            Set<Reference> unread = unread(live, newcomer);
            if (!unread.isEmpty()) {
                return Plan.reading(unread, at, prospect.problems(), edges, sizing, ruling.ledger(at));
            }
            List<HasMetadata> objects = prospect.first().isPresent()
                    ? newcomer.stream().flatMap(wanted -> beginning(wanted, live.names())).toList()
                    : objects(live, newcomer, decided, preparation);
            var inventory = new Inventory(service, fleet, at, preparation);
            boolean complete = aim.described().isPresent() && live.whole();
            List<Child> leftover = complete && prospect.first().isEmpty()
                    ? inventory.leftover(live.ids(), objects, ruling.kept(), aim)
                    : List.of();
            return new Plan(
                    complete ? Outcome.Complete : Outcome.Partial,
                    at, next, objects,
                    Stream.concat(sizing.scales(live), complete ? Stream.empty() : sizing.emptied(live)).toList(),
                    complete ? inventory.owned(objects, leftover) : List.of(), prune(leftover, decided),
                    inventory.expected(objects),
                    Stream.concat(prospect.problems().stream(), live.problems(fleet)).toList(),
                    edges, Set.of(), aim, sizing.replicas(), sizing.number(), frozen(), ruling.ledger(next),
                    new NextLook(fleet, at, sizing, prospect.problems(), frozen()).after(next, aim));
        }

        private Aim aim() {
            Optional<RevisionRecord> described = prospect.described().map(Described::record);
            return prospect.first()
                    .map(first -> Aim.at(first, described))
                    .orElseGet(() -> Aim.of(service, described, at, fleet))
                    .outdated(prospect.described().filter(Described::outdated).isPresent());
        }

        /** An environment that cannot be read any more does not end a freeze. */
        private boolean frozen() {
            boolean unknown = fleet.environment().value().isEmpty();
            return fleet.frost().isPresent() || unknown && RecordedPosition.frozen(service.getStatus());
        }

        /** The candidate was held for longer than any deadline, which is no fault of its own: its clocks start anew. */
        private Optional<Position> thawed() {
            boolean over = RecordedPosition.frozen(service.getStatus()) && !frozen();
            return Optional.of(at.again(fleet.now())).filter(anew -> over);
        }

        /** What ran before has the traffic. It is recorded first, and marked as the service's own once it serves. */
        private Optional<Position> adopting() {
            return prospect.first().map(first -> at.adopt(first.revision(), fleet.now()));
        }

        private Preparation preparation(Aim aim) {
            var records = new TreeMap<String, RevisionRecord>();
            aim.wanted().ifPresent(wanted -> records.put(wanted.id(), wanted.record()));
            at.candidate().ifPresent(id -> fleet.record(id).ifPresent(record -> records.put(id, record)));
            return Preparation.of(at, records, fleet);
        }

        private Goal goal(Aim aim, Preparation preparation) {
            Rollout rollout = service.getSpec().rollout();
            return new Goal(
                    aim.revision(),
                    aim.id(),
                    aim.obstacle(),
                    edges.stream().noneMatch(Contribution::holdsBack),
                    frozen(),
                    sizing.goal(),
                    new Rolling(),
                    Durations.parse(rollout == null ? null : rollout.progressDeadline()),
                    preparation);
        }

        /** A candidate that is about to start: its record comes before any other object of it. */
        private Optional<Wanted> newcomer(Position next, Aim aim) {
            boolean starts = next.moving() && !next.candidate().equals(at.candidate());
            long newest = fleet.newestSequence();
            return aim.wanted()
                    .filter(wanted -> starts && next.isCandidate(wanted.id())
                            || prospect.first().isPresent() && next.isServing(wanted.id()))
                    .map(some -> some.record().sequence() == newest && newest > 0 ? some : some.withSequence(newest + 1));
        }

        /** Whatever is about to be copied into a record or an epoch and has not been read. */
        private Set<Reference> unread(Live live, Optional<Wanted> newcomer) {
            Stream<Use> configMaps = Stream.concat(
                            live.objects().stream().map(RevisionObjects::record), newcomer.stream().map(Wanted::record))
                    .filter(record -> !record.whole())
                    .flatMap(record -> Use.all(service.getSpec(), Kind.ConfigMap));
            Stream<Use> secrets = newcomer.filter(this::needsEpoch).stream().flatMap(wanted -> wanted.record().secrets());
            return Stream.concat(configMaps, secrets)
                    .map(Use::reference)
                    .filter(reference -> !fleet.contents().containsKey(reference))
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        private boolean needsEpoch(Wanted wanted) {
            return wanted.epoch().filter(epoch -> fleet.epoch(epoch.number()).isEmpty()).isPresent();
        }

        /** Two epochs of one revision share its record and configuration. */
        private List<HasMetadata> objects(Live live, Optional<Wanted> newcomer, Position decided, Preparation preparation) {
            var stable = new StableObjects(live.names());
            List<List<Port>> ports = live.objects().stream().map(RevisionObjects::ports).toList();
            var objects = new LinkedHashMap<ObjectKey, HasMetadata>();
            Stream.of(
                            stable.all(service.getSpec(), sizing.least(), at, ports, fleet).stream(),
                            live.all(),
                            migration(live, preparation).stream(),
                            newcomer.stream().flatMap(wanted -> beginning(wanted, live.names())),
                            sizing.autoscaler(decided, live).stream())
                    .flatMap(some -> some)
                    .map(object -> KeptPorts.in(object, fleet))
                    .forEach(object -> objects.put(ObjectKey.of(object), object));
            return List.copyOf(objects.values());
        }

        /** It may end after the freeze began in which it would not have begun. */
        private Optional<HasMetadata> migration(Live live, Preparation preparation) {
            return preparation.next()
                    .filter(migration -> !frozen())
                    .flatMap(migration -> live.candidate(at).map(run -> run.migration(migration, at.startedAt())));
        }

        private Stream<HasMetadata> beginning(Wanted wanted, Names names) {
            var record = new RevisionObjects(names, wanted.record(), Optional.empty()).controllerRevision();
            return Stream.concat(
                    Stream.of(record),
                    wanted.epoch().filter(epoch -> needsEpoch(wanted)).stream().map(epoch -> new StableObjects(names).epoch(
                            epoch,
                            Copies.of(
                                    wanted.record().secrets(),
                                    reference -> fleet.contents().get(reference).values()))));
        }

        private List<Child> prune(List<Child> leftovers, Position decided) {
            return Stream.concat(
                            sizing.leaving(decided).stream(), leftovers.stream().filter(child -> !child.isAutoscaler()))
                    .toList();
        }

        private String foretold(Aim aim) {
            return new Foretold(
                            at.serving(), at.serving().flatMap(fleet::record), aim.id(), aim.wanted().map(Wanted::record),
                            aim.id().filter(at::isFailed).isPresent(), sizing.replicas())
                    .words(
                            prospect.problems().stream().filter(problem -> problem.severity() == Severity.Error).findFirst(),
                            edges.stream().filter(Contribution::holdsBack).map(Contribution::message).findFirst());
        }
    }
}

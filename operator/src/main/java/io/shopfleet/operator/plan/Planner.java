package io.shopfleet.operator.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.shopfleet.api.v1alpha1.Port;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.ShopEnvironmentSpec;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.ShopServiceSpec;
import io.shopfleet.operator.check.Check;
import io.shopfleet.operator.dependency.Contribution;
import io.shopfleet.operator.dependency.DependencyKind;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.Fleet.View;
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
import io.shopfleet.operator.source.Copies;
import io.shopfleet.operator.source.Reference;
import io.shopfleet.operator.source.Reference.Kind;
import io.shopfleet.operator.source.Use;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
        List<Contribution> edges = DependencyKind.contributions(
                spec.dependencies(), service.getMetadata().getNamespace(), fleet);
        Plan plan = new Pass(service, fleet, position(service, fleet), edges, problems).plan();
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
        int replicas = replicas(Optional.ofNullable(service.getSpec()), at, fleet);
        return new Plan(
                outcome, at, at, List.of(), List.of(), List.of(), Set.of(), problems, List.of(), Set.of(), Optional.empty(),
                replicas, Optional.empty());
    }

    /** The schema has a default; without a number only a looser schema is left, and then what runs stays. */
    private static int replicas(Optional<ShopServiceSpec> spec, Position at, Fleet fleet) {
        return spec.map(ShopServiceSpec::replicas)
                .or(() -> at.serving().map(fleet.workloads()::get).map(Workload::wanted))
                .orElse(1);
    }

    private record Pass(
            ShopService service, Fleet fleet, Position at, List<Contribution> edges, List<Problem> problems) {

        Plan plan() {
            ShopServiceSpec spec = service.getSpec();
            int replicas = replicas(Optional.of(spec), at, fleet);
            List<String> live = Stream.concat(at.serving().stream(), at.candidate().stream()).toList();
            Optional<Wanted> wanted = problems.isEmpty()
                    ? fleet.environment().value().map(environment -> wanted(environment, live))
                    : Optional.empty();
            Position next = StepMachine.next(at, goal(spec, replicas, wanted), fleet);
            Live running = Live.of(service, live, wanted, fleet);
            Optional<Wanted> newcomer = newcomer(next, wanted);
            Set<Reference> unread = unread(running, newcomer);
            return unread.isEmpty()
                    ? plan(next, running, wanted, objects(spec, replicas, running, newcomer), replicas)
                    : Plan.reading(unread, at, problems, edges, replicas);
        }

        private Plan plan(
                Position next, Live running, Optional<Wanted> wanted, List<HasMetadata> objects, int replicas) {
            var inventory = new Inventory(service, fleet, at);
            boolean complete = problems.isEmpty() && wanted.isPresent() && running.whole();
            return new Plan(
                    complete ? Outcome.Complete : Outcome.Partial,
                    at,
                    next,
                    objects,
                    running.scales(replicas, at, fleet),
                    complete ? inventory.leftover(running.ids(), objects, wanted.get()) : List.of(),
                    inventory.expected(objects),
                    Stream.concat(problems.stream(), running.problems(fleet)).toList(),
                    edges,
                    Set.of(),
                    wanted,
                    replicas,
                    lookAgain(next, replicas));
        }

        private Wanted wanted(ShopEnvironmentSpec environment, List<String> live) {
            RevisionRecord record = Renderer.wanted(service, environment, edges, fleet, live);
            return Wanted.of(record, service.getMetadata().getUid(), at, fleet);
        }

        /** Whatever is about to be copied into a record or an epoch and has not been read. */
        private Set<Reference> unread(Live running, Optional<Wanted> newcomer) {
            Stream<Use> configMaps = Stream.concat(
                            running.objects().stream().map(RevisionObjects::record), newcomer.stream().map(Wanted::record))
                    .filter(record -> !record.whole())
                    .flatMap(record -> Use.all(service.getSpec(), Kind.ConfigMap));
            Stream<Use> secrets = newcomer.filter(this::needsEpoch).stream()
                    .flatMap(wanted -> Wanted.secrets(wanted.record()));
            return Stream.concat(configMaps, secrets)
                    .map(Use::reference)
                    .filter(reference -> !fleet.contents().containsKey(reference))
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        private boolean needsEpoch(Wanted wanted) {
            return wanted.epoch().filter(epoch -> fleet.epoch(epoch.number()).isEmpty()).isPresent();
        }

        private Goal goal(ShopServiceSpec spec, int replicas, Optional<Wanted> wanted) {
            return new Goal(
                    wanted.map(Wanted::id),
                    edges.stream().noneMatch(Contribution::holdsBack),
                    replicas,
                    new Rolling(),
                    Durations.parse(spec.rollout() == null ? null : spec.rollout().progressDeadline()));
        }

        /** A candidate that is about to start: its record comes before any other object of it. */
        private Optional<Wanted> newcomer(Position next, Optional<Wanted> wanted) {
            boolean starts = next.moving() && !next.candidate().equals(at.candidate());
            long newest = fleet.newestSequence();
            return wanted.filter(ignored -> starts)
                    .map(some -> some.record().sequence() == newest && newest > 0 ? some : some.withSequence(newest + 1));
        }

        /** Two epochs of one revision share its record and configuration. */
        private List<HasMetadata> objects(
                ShopServiceSpec spec, int replicas, Live running, Optional<Wanted> newcomer) {
            var stable = new StableObjects(Names.of(service));
            List<Port> ports = running.objects().stream()
                    .map(RevisionObjects::ports)
                    .filter(some -> !some.isEmpty())
                    .findFirst()
                    .orElse(List.of());
            var objects = new LinkedHashMap<ObjectKey, HasMetadata>();
            Stream.of(
                            stable.all(spec, replicas, at, ports, fleet).stream(),
                            running.objects().stream().flatMap(run -> run.all().stream()),
                            newcomer.stream().flatMap(wanted -> beginning(wanted, stable)))
                    .flatMap(some -> some)
                    .forEach(object -> objects.put(ObjectKey.of(object), object));
            return List.copyOf(objects.values());
        }

        private Stream<HasMetadata> beginning(Wanted wanted, StableObjects stable) {
            var record = new RevisionObjects(Names.of(service), wanted.record(), Optional.empty()).controllerRevision();
            return Stream.concat(
                    Stream.of(record),
                    wanted.epoch().filter(epoch -> needsEpoch(wanted)).stream().map(epoch -> stable.epoch(
                            epoch,
                            Copies.of(
                                    Wanted.secrets(wanted.record()),
                                    reference -> fleet.contents().get(reference).values()))));
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

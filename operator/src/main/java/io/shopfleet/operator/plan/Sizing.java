package io.shopfleet.operator.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.shopfleet.api.v1alpha1.Autoscaling;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.ShopServiceSpec;
import io.shopfleet.operator.adoption.Legacy;
import io.shopfleet.operator.fleet.Child;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.ManagedKind;
import io.shopfleet.operator.fleet.ObjectKey;
import io.shopfleet.operator.fleet.Workload;
import io.shopfleet.operator.plan.Plan.Number;
import io.shopfleet.operator.plan.Plan.Scale;
import io.shopfleet.operator.render.Names;
import io.shopfleet.operator.rollout.Position;
import io.shopfleet.operator.tenancy.Amounts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How many pods the service has, and who says so. With autoscaling it is the autoscaler while nothing moves: no number is
 * planned then, and what others make of it is left alone. Pods are moved only once the autoscaler is gone, and for as many
 * pods as it left.
 */
record Sizing(ShopService service, Fleet fleet, Position at) {

    /** Pods that the service shall have, whoever says so. */
    int replicas() {
        if (autoscaling().isEmpty()) {
            return spec().map(ShopServiceSpec::replicas).map(this::granted).or(this::seen).orElse(1);
        }
        return at.moving() ? within(at.replicas().orElseGet(at.step()::larger)) : seen().orElseGet(() -> within(1));
    }

    /** More pods than the limits of the environment leave room for are not made; fewer than there were always are. */
    private int granted(int asked) {
        if (!fleet.room().refused()) {
            return asked;
        }
        return fleet.room().held().map(Amounts::replicas)
                .or(() -> at.moving() ? at.replicas() : seen())
                .map(held -> Math.min(held, asked))
                .orElse(asked);
    }

    /** Pods that a rollout is for, also one that starts now. */
    int goal() {
        return within(replicas());
    }

    /** Pods that there are whatever the load. */
    int least() {
        return autoscaling().map(Autoscaling::min).orElseGet(this::replicas);
    }

    Number number() {
        if (autoscaling().isPresent() && !at.moving() && at.serving().isPresent()) {
            return Number.Autoscalers;
        }
        return Number.recorded(service.getStatus()) == Number.Autoscalers || autoscalers().findAny().isPresent()
                ? Number.Taken
                : Number.Operators;
    }

    /** A rollout starts only when no autoscaler can change the number that it is for. */
    boolean holds(Position next) {
        return !at.moving() && next.moving() && autoscalers().findAny().isPresent();
    }

    /** One that its controller has not seen yet stays as it is; after that the real minimum counts. */
    Optional<HasMetadata> autoscaler(Position next, Live live) {
        Optional<Child> there = served(next).map(fleet.children()::get);
        if (!usable() || there.filter(child -> !child.attended()).isPresent()) {
            return Optional.empty();
        }
        Autoscaling wanted = autoscaling().orElseThrow();
        int least = there.isPresent() ? wanted.min() : goal();
        return served(next).flatMap(key -> live.objects().stream()
                .filter(run -> at.isServing(run.pair().id()))
                .findFirst()
                .map(run -> run.autoscaler(wanted, least)));
    }

    /** Autoscalers that would work against what is planned. */
    List<Child> leaving(Position next) {
        return autoscalers().filter(child -> served(next).filter(child.key()::equals).isEmpty()).toList();
    }

    /** A Deployment whose record is gone still shrinks and grows with the steps; only its template is out of reach. */
    Stream<Scale> scales(Live live) {
        return live.ids().stream()
                .filter(id -> fleet.workloads().containsKey(id) || !live.lacks(id) && !live.holds(id))
                .flatMap(id -> wanted(id)
                        .map(number -> new Scale(deployment(id), id, number, at.beat()))
                        .stream());
    }

    /** What was left gets no pod, and no traffic, even where something is missing and nothing may be removed. */
    Stream<Scale> emptied(Live live) {
        return at.serving().stream()
                .flatMap(serving -> fleet.workloads().keySet().stream())
                .filter(id -> !live.ids().contains(id))
                .map(id -> new Scale(deployment(id), id, 0, at.beat()));
    }

    private Optional<Integer> wanted(String revision) {
        if (at.moving()) {
            return Optional.of(at.isServing(revision) ? at.step().serving() : at.step().candidate());
        }
        if (autoscaling().isPresent()) {
            return unset(revision) ? Optional.of(within(Math.max(1, seen().orElse(1)))) : Optional.empty();
        }
        return number() == Number.Taken && seen().isPresent() ? seen() : Optional.of(replicas());
    }

    /** A Deployment that is new here; and no autoscaler lifts one from the zero pods that it was given before. */
    private boolean unset(String revision) {
        Workload workload = fleet.workloads().get(revision);
        Child deployment = fleet.children().get(new ObjectKey(ManagedKind.Deployment, deployment(revision)));
        return workload == null
                || !workload.stamped()
                || usable() && workload.wanted() == 0 && deployment != null && deployment.scaled();
    }

    /** The place of the autoscaler that there shall be, or may be. */
    private Optional<ObjectKey> served(Position next) {
        return autoscaling().isEmpty() || at.moving() || next.moving()
                ? Optional.empty()
                : at.serving().map(revision -> key(ManagedKind.HorizontalPodAutoscaler, revision));
    }

    private ObjectKey key(ManagedKind kind, String revision) {
        return new ObjectKey(kind, Names.of(service).ofRevision(revision));
    }

    private Stream<Child> autoscalers() {
        return fleet.children().values().stream()
                .filter(Child::isAutoscaler)
                .filter(child -> child.ownedBy(service.getMetadata().getUid()) && !child.terminating());
    }

    /** Of what serves, or of what is taken over to serve. */
    private Optional<Integer> seen() {
        return at.serving().map(fleet.workloads()::get).map(Workload::wanted).or(() -> Legacy.of(service, fleet).map(Legacy::replicas));
    }

    private String deployment(String id) {
        return fleet.deployment(id).orElseGet(() -> Names.of(service).ofRevision(id));
    }

    private int within(int number) {
        return usable()
                ? autoscaling().map(range -> Math.max(range.min(), Math.min(range.max(), number))).orElseThrow()
                : number;
    }

    /** What slipped past a looser schema is a problem of its own; the number stays what it is. */
    private boolean usable() {
        return autoscaling()
                .filter(range -> range.min() != null && range.max() != null && range.cpuPercent() != null)
                .isPresent();
    }

    /** Without a maximum that fits there is nothing to scale between. */
    private Optional<Autoscaling> autoscaling() {
        return spec().map(ShopServiceSpec::autoscaling).map(this::granted);
    }

    private Autoscaling granted(Autoscaling asked) {
        if (!fleet.room().refused() || asked.min() == null || asked.max() == null) {
            return asked;
        }
        int most = granted(asked.max());
        return most == 0 ? null : new Autoscaling(Math.min(asked.min(), most), most, asked.cpuPercent());
    }

    private Optional<ShopServiceSpec> spec() {
        return Optional.ofNullable(service.getSpec());
    }
}

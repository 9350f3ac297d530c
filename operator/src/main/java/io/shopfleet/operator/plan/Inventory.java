package io.shopfleet.operator.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.Child;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.ManagedKind;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.fleet.ObjectKey;
import io.shopfleet.operator.fleet.Pair;
import io.shopfleet.operator.migration.Run;
import io.shopfleet.operator.render.Names;
import io.shopfleet.operator.rollout.Position;
import io.shopfleet.operator.rollout.Preparation;
import io.shopfleet.operator.source.Epoch;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which of the service's objects must be there already, and which may go. */
record Inventory(ShopService service, Fleet fleet, Position at, Preparation preparation) {

    /** What the service has but no longer needs. Records stay for revisions to return to, and for those that are remembered. */
    List<Child> leftover(List<String> live, List<HasMetadata> objects, List<String> kept, Aim aim) {
        Names names = Names.of(service);
        var keep = new HashSet<ObjectKey>();
        objects.forEach(object -> keep.add(ObjectKey.of(object)));
        Stream.concat(kept.stream(), remembered(at))
                .forEach(revision -> keep.add(new ObjectKey(ManagedKind.ControllerRevision, names.ofRevision(revision))));
        keep.addAll(epochs(live, aim));
        keep.addAll(migrations(Stream.of(live.stream(), kept.stream(), remembered(at)).flatMap(ids -> ids)));
        preparation.outlived().forEach(job -> keep.remove(new ObjectKey(ManagedKind.Job, job)));
        return fleet.children().values().stream()
                .filter(child -> child.ownedBy(service.getMetadata().getUid()) && !child.terminating())
                .filter(child -> !keep.contains(child.key()))
                .toList();
    }

    /** Jobs of revisions that are kept; and one that runs, whosever it is, with what it reads. */
    private Set<ObjectKey> migrations(Stream<String> kept) {
        Names names = Names.of(service);
        var keep = new HashSet<ObjectKey>();
        kept.flatMap(id -> fleet.record(id).stream())
                .flatMap(record -> record.migrations().stream())
                .forEach(migration -> keep.add(new ObjectKey(ManagedKind.Job, migration.job())));
        fleet.migrations().values().stream().filter(Run::isOpen).forEach(run -> {
            keep.add(new ObjectKey(ManagedKind.Job, run.job()));
            Pair.of(run.labels()).ifPresent(pair -> {
                keep.add(new ObjectKey(ManagedKind.ControllerRevision, names.ofRevision(pair.revision())));
                keep.add(new ObjectKey(ManagedKind.ConfigMap, names.ofRevision(pair.revision())));
                pair.epoch().ifPresent(epoch -> keep.add(new ObjectKey(ManagedKind.Secret, names.ofEpoch(epoch))));
            });
        });
        return keep;
    }

    /** Owners for what is kept without being planned anew: records of earlier revisions, and credentials. */
    List<HasMetadata> owned(List<HasMetadata> objects, List<Child> leftover) {
        Set<ObjectKey> planned = objects.stream().map(ObjectKey::of).collect(Collectors.toSet());
        return fleet.children().values().stream()
                .filter(child -> child.taken() && !planned.contains(child.key()) && !leftover.contains(child))
                .flatMap(child -> Names.of(service).owned(child).stream())
                .toList();
    }

    /** Revisions that the position names, as failed or rolled back, without their being live. */
    static Stream<String> remembered(Position at) {
        return Stream.concat(
                at.failure().map(failure -> Pair.of(failure.revision()).revision()).stream(),
                at.rollback().stream().flatMap(rollback -> Stream.of(rollback.from(), rollback.to())));
    }

    /**
     * Those that Deployments read, even one that is on its way out itself; the one that is wanted, since without it one that
     * failed would be taken for new; and while the service reads any, the newest, from which the next one's number follows.
     */
    private Set<ObjectKey> epochs(List<String> live, Aim aim) {
        Names names = Names.of(service);
        return Stream.of(
                        live.stream().map(Pair::of).flatMap(pair -> pair.epoch().stream()),
                        fleet.workloads().keySet().stream().map(Pair::of).flatMap(pair -> pair.epoch().stream()),
                        aim.wanted().flatMap(Wanted::epoch).stream().map(Epoch::number),
                        aim.epochs() ? Stream.of(fleet.newestEpoch()) : Stream.<Long>empty())
                .flatMap(numbers -> numbers)
                .map(number -> new ObjectKey(ManagedKind.Secret, names.ofEpoch(number)))
                .collect(Collectors.toSet());
    }

    /**
     * Once a revision serves, its objects and the stable ones exist; before that nothing can be missed. Nor can the
     * address while a revision without a port serves, nor an epoch, which is planned only while there is none. What was
     * taken over has none of them before its Deployment is marked.
     */
    Set<ObjectKey> expected(List<HasMetadata> objects) {
        var expected = new TreeSet<ObjectKey>();
        at.serving().filter(this::settled).map(Pair::of).ifPresent(serving -> objects.stream()
                .filter(object -> !(object instanceof PodDisruptionBudget
                        || object instanceof HorizontalPodAutoscaler
                        || object instanceof Secret))
                .filter(object -> belongs(object.getMetadata().getLabels(), serving))
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

    private boolean settled(String serving) {
        return fleet.workloads().containsKey(serving)
                || fleet.record(serving).filter(record -> record.adopted().isPresent()).isEmpty();
    }

    /** To the service, to the revision whatever its epoch, or to both. */
    private static boolean belongs(Map<String, String> labels, Pair serving) {
        return Stream.of(Marks.REVISION, Marks.EPOCH)
                .allMatch(mark -> !labels.containsKey(mark) || labels.get(mark).equals(serving.labels().get(mark)));
    }
}

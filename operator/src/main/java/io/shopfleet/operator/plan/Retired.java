package io.shopfleet.operator.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.Child;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.ManagedKind;
import io.shopfleet.operator.fleet.ObjectKey;
import io.shopfleet.operator.render.Names;
import io.shopfleet.operator.rollout.Failure;
import io.shopfleet.operator.rollout.Position;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/** What a service has but no longer needs. */
final class Retired {
    private Retired() {}

    /** Records stay for revisions to return to, and for those that are remembered as failed or rolled back. */
    static List<Child> of(ShopService service, Fleet fleet, Position at, List<String> kept, List<HasMetadata> objects) {
        var keep = new HashSet<ObjectKey>();
        objects.forEach(object -> keep.add(ObjectKey.of(object)));
        Names names = Names.of(service);
        Stream.concat(kept.stream(), remembered(at))
                .forEach(revision -> keep.add(new ObjectKey(ManagedKind.ControllerRevision, names.ofRevision(revision))));
        return fleet.children().values().stream()
                .filter(child -> child.ownedBy(service.getMetadata().getUid()) && !child.terminating())
                .filter(child -> !keep.contains(child.key()))
                .toList();
    }

    /** Revisions that the position names without their being live. */
    static Stream<String> remembered(Position at) {
        return Stream.concat(
                at.failure().map(Failure::revision).stream(),
                at.rollback().stream().flatMap(rollback -> Stream.of(rollback.from(), rollback.to())));
    }
}

package io.shopfleet.operator.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.adoption.NotOwned;
import io.shopfleet.operator.fleet.Child;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.ManagedKind;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.rollout.Position;
import java.util.Optional;

/** Whose an object is that exists under a name that the service needs, and whether it may become the service's own. */
record Takeover(ShopService service, Fleet fleet, Position at, Cluster cluster) {

    /**
     * What follows for a write.
     *
     * @param taken nobody owned it, and the write makes it the service's
     * @param later its time has not come; nothing is written, and nothing is wrong
     * @param refusal why it must not be written
     */
    record Claim(boolean taken, boolean later, Optional<Problem> refusal) {
        private static final Claim OWN = new Claim(false, false, Optional.empty());
        private static final Claim TAKEN = new Claim(true, false, Optional.empty());
        private static final Claim LATER = new Claim(false, true, Optional.empty());
    }

    /** An object outside our caches may be somebody's: the server is asked before the first write. */
    Claim of(HasMetadata object, Child seen) {
        if (seen != null && seen.ownedBy(service.getMetadata().getUid())) {
            return seen.taken() ? Claim.TAKEN : Claim.OWN;
        }
        if (seen == null && unmistakable(object)) {
            return Claim.OWN;
        }
        return cluster.live(object).map(this::of).orElse(Claim.OWN);
    }

    /** Nobody else comes upon a name that holds the digest of a revision; what was released under it carries labels, so it is seen. */
    private static boolean unmistakable(HasMetadata object) {
        return Child.of(object).revision().filter(object.getMetadata().getName()::contains).isPresent();
    }

    private Claim of(HasMetadata live) {
        if (Child.of(live).ownedBy(service.getMetadata().getUid())) {
            return Claim.OWN;
        }
        if (!Marks.adopts(service) || !adoptable(live)) {
            return new Claim(false, false, Optional.of(NotOwned.problem(live, adoptable(live))));
        }
        return early(ManagedKind.of(live)) ? Claim.LATER : Claim.TAKEN;
    }

    /** Until something serves here, what others use stays as it is; what protects pods that were taken over, while they run. */
    private boolean early(ManagedKind kind) {
        return switch (kind) {
            case Service, ServiceAccount -> at.serving().isEmpty();
            case PodDisruptionBudget, NetworkPolicy -> at.serving().isEmpty() || fleet.adopted(at.live()).isPresent();
            default -> false;
        };
    }

    /** Credentials are never overwritten: a Secret that is not marked as an epoch is somebody's. */
    private static boolean adoptable(HasMetadata live) {
        Child child = Child.of(live);
        return child.owner().isEmpty() && !child.terminating() && child.key().kind() != ManagedKind.Secret;
    }
}

package io.shopfleet.operator.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Service;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.adoption.KeptPorts;
import io.shopfleet.operator.fleet.Child;
import io.shopfleet.operator.fleet.Fleet;
import io.shopfleet.operator.fleet.ManagedKind;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.fleet.ObjectKey;
import io.shopfleet.operator.rollout.Position;
import java.util.Optional;

/** Whose an object is that exists under a name that the service needs, and whether it may become the service's own. */
record Takeover(ShopService service, Fleet fleet, Position at, Cluster cluster) {

    /**
     * What follows for a write.
     *
     * @param object what may be written; empty where its time has not come, which is no mistake of anybody's
     * @param taken nobody owned it, and the write makes it the service's
     * @param refusal why it must not be written
     */
    record Claim(Optional<HasMetadata> object, boolean taken, Optional<Problem> refusal) {
        private static final Claim LATER = new Claim(Optional.empty(), false, Optional.empty());

        private static Claim own(HasMetadata object) {
            return new Claim(Optional.of(object), false, Optional.empty());
        }

        private static Claim taken(HasMetadata object) {
            return new Claim(Optional.of(object), true, Optional.empty());
        }
    }

    /** An object outside our caches may be somebody's: the server is asked before the first write. */
    Claim of(HasMetadata object, Child seen) {
        if (seen != null && seen.ownedBy(service.getMetadata().getUid())) {
            return seen.taken() ? Claim.taken(object) : Claim.own(object);
        }
        if (seen == null && unmistakable(object)) {
            return Claim.own(object);
        }
        return cluster.live(object).map(live -> of(object, live)).orElseGet(() -> Claim.own(object));
    }

    /** Nobody else comes upon a name that holds the digest of a revision; what was released under it carries labels, so it is seen. */
    private static boolean unmistakable(HasMetadata object) {
        return Child.of(object).revision().filter(object.getMetadata().getName()::contains).isPresent();
    }

    private Claim of(HasMetadata object, HasMetadata live) {
        if (Child.of(live).ownedBy(service.getMetadata().getUid())) {
            return Claim.own(object);
        }
        if (!Marks.adopts(service) || !adoptable(live)) {
            return new Claim(Optional.empty(), false, Optional.of(refusal(live)));
        }
        return early(ManagedKind.of(live)) ? Claim.LATER : Claim.taken(keeping(object, live));
    }

    private static HasMetadata keeping(HasMetadata object, HasMetadata live) {
        return object instanceof Service wanted && live instanceof Service before ? KeptPorts.of(before).in(wanted) : object;
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

    private static Problem refusal(HasMetadata live) {
        ObjectKey key = ObjectKey.of(live);
        Optional<OwnerReference> owner = live.getMetadata().getOwnerReferences().stream()
                .filter(reference -> Boolean.TRUE.equals(reference.getController()))
                .findFirst();
        boolean adoptable = adoptable(live);
        return new Problem(
                "metadata.name",
                Severity.Error,
                Reason.NotOwned,
                owner.map(of -> key + " belongs to " + of.getKind() + " " + of.getName() + "; it is left alone")
                        .orElseGet(() -> key + " exists and is not this service's; it is left alone"),
                "delete or rename it, " + (adoptable
                        ? "rename the service, or give the service the annotation " + Marks.ADOPT + ": \"true\" to take it over"
                        : "or rename the service"));
    }
}

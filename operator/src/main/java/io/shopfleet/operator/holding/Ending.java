package io.shopfleet.operator.holding;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.shopfleet.api.v1alpha1.ClaimOrigin;
import io.shopfleet.api.v1alpha1.DeletionPolicy;
import io.shopfleet.api.v1alpha1.ShopClaimSpec;
import io.shopfleet.operator.fleet.Marks;

/** What becomes of something outside when its resource is deleted. */
public enum Ending {
    /** It stays, as it was asked for. */
    Retain,
    /** It stays because somebody said that the resource must go. */
    Orphan,
    /** It stays because others wait for its name. */
    HandOver,
    /** It is deleted with its data. */
    Destroy;

    /**
     * What existed before the resource stays, unless a person says so a second time: nobody deletes by mistake what others made.
     *
     * @param awaited another resource asks for the name
     */
    public static Ending of(HasMetadata resource, DeletionPolicy policy, ShopClaimSpec claim, boolean awaited) {
        if (policy != DeletionPolicy.Delete || claim.origin() == ClaimOrigin.Adopted && !says(resource, Marks.DELETE_ADOPTED)) {
            return Retain;
        }
        if (says(resource, Marks.FORCE_ORPHAN)) {
            return Orphan;
        }
        return awaited ? HandOver : Destroy;
    }

    /** A person says that what is deleted shall go even while somebody uses it. */
    public static boolean forces(HasMetadata resource) {
        return says(resource, Marks.FORCE_DELETE);
    }

    private static boolean says(HasMetadata resource, String annotation) {
        var annotations = resource.getMetadata().getAnnotations();
        return annotations != null && "true".equals(annotations.get(annotation));
    }
}

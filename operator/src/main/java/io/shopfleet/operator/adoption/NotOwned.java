package io.shopfleet.operator.adoption;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.operator.fleet.Child;
import io.shopfleet.operator.fleet.Marks;
import io.shopfleet.operator.fleet.ObjectKey;

/** What is told of an object under a name that the service needs, when it is somebody else's. */
public final class NotOwned {
    private NotOwned() {}

    /** @param adoptable it would be taken over if the service asked for that */
    public static Problem problem(HasMetadata live, boolean adoptable) {
        ObjectKey key = ObjectKey.of(live);
        return new Problem(
                "metadata.name",
                Severity.Error,
                Reason.NotOwned,
                Child.controller(live)
                        .map(owner -> key + " belongs to " + owner.getKind() + " " + owner.getName() + "; it is left alone")
                        .orElseGet(() -> key + " exists and is not this service's; it is left alone"),
                "delete or rename it, " + (adoptable
                        ? "rename the service, or give the service the annotation " + Marks.ADOPT + ": \"true\" to take it over"
                        : "or rename the service"));
    }
}

package io.shopfleet.operator.holding;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.shopfleet.api.v1alpha1.ClaimOrigin;
import io.shopfleet.api.v1alpha1.DeletionPolicy;
import io.shopfleet.api.v1alpha1.ShopClaimSpec;
import io.shopfleet.operator.fleet.Marks;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

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

    /** A person said for how long it may be tried, and that time is over. What cannot be read as a time says nothing. */
    public static boolean overdue(HasMetadata resource, Instant now) {
        return said(resource, Marks.DELETION_DEADLINE)
                .flatMap(Ending::duration)
                .map(limit -> Instant.parse(resource.getMetadata().getDeletionTimestamp()).plus(limit))
                .filter(end -> !now.isBefore(end))
                .isPresent();
    }

    private static Optional<Duration> duration(String text) {
        try {
            return Optional.of(Duration.parse("PT" + text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static boolean says(HasMetadata resource, String annotation) {
        return said(resource, annotation).filter("true"::equals).isPresent();
    }

    private static Optional<String> said(HasMetadata resource, String annotation) {
        return Optional.ofNullable(resource.getMetadata().getAnnotations()).map(annotations -> annotations.get(annotation));
    }
}

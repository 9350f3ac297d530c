package io.shopfleet.api.v1alpha1;

/** What a dependency must be before a new revision starts. */
public enum Requirement {
    /** The provider exists; it may be down. */
    Exists,
    /** The provider's serving revision is available. */
    Ready,
    /** Nothing is waited for; the address is given as soon as it is known. */
    Optional
}

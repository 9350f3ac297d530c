package io.shopfleet.api.v1alpha1;

/** What becomes of what lives outside when its resource is deleted. */
public enum DeletionPolicy {
    Retain,
    Delete
}

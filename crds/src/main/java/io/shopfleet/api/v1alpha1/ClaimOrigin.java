package io.shopfleet.api.v1alpha1;

/** Whether the owner made what it claims. */
public enum ClaimOrigin {
    Created,
    Adopted
}

package io.shopfleet.api.v1alpha1;

/** Whether somebody holds a claim. */
public enum ClaimState {
    Held,
    Released
}

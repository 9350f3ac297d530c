package io.shopfleet.api.v1alpha1;

/** What a claim is about. */
public enum ClaimKind {
    Topic,
    Database,
    KeySpace
}

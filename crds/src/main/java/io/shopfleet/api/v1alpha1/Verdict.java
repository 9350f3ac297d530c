package io.shopfleet.api.v1alpha1;

/** What the operator thinks of one dependency. */
public enum Verdict {
    /** What is required is there. */
    Ok,
    /** It is not there yet, or cannot be told. */
    Waiting,
    /** Somebody must act. */
    Broken
}

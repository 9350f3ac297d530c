package io.shopfleet.api.v1alpha1;

/** Which way a rollout moves. */
public enum Direction {
    /** Towards the candidate. */
    Forward,
    /** Towards the serving revision. */
    Back
}

package io.shopfleet.api.v1alpha1;

/** How a new revision takes over. */
public enum RolloutStrategy {
    /** Replicas of the new revision replace those of the serving one a few at a time; each takes traffic as soon as it is ready. */
    Rolling
}

package io.shopfleet.api.v1alpha1;

/** Where a service stands, in one word. */
public enum Phase {
    /** Seen, nothing decided yet. */
    Pending,
    /** Somebody must act: the service's own input or the environment forbids the next step. */
    Blocked,
    /** A dependency is not there yet. */
    Waiting,
    /** A new revision is on its way. */
    Progressing,
    /** The new revision failed and the serving one takes all replicas back. */
    Returning,
    /** The wanted revision serves. */
    Running,
    /** The wanted revision failed; an older one serves, or none. */
    Failed,
    /** Nothing is changed until the pause is lifted. */
    Paused
}

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
    /** A revision takes over again: the new one failed, was replaced on its way, or was rolled back by command. */
    Returning,
    /** The wanted revision serves. */
    Running,
    /** The wanted revision failed; an older one serves, or none. */
    Failed,
    /** An older revision serves by command; the specification still describes the one that was left. */
    RolledBack,
    /** A new revision waits for the end of a freeze of the environment. */
    Frozen,
    /** Nothing is changed until the pause is lifted. */
    Paused
}

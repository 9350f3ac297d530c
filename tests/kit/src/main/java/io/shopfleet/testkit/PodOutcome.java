package io.shopfleet.testkit;

/** What becomes of a pod on the {@link PlayedNode}. */
public enum PodOutcome {
    /** It runs and is ready at once. */
    READY,
    /** It runs, and its readiness probe never passes. */
    NEVER_READY,
    /** Its image cannot be pulled. */
    IMAGE_CANNOT_BE_PULLED,
    /** Its container ends again and again. */
    CRASH_LOOP,
    /** Its container cannot be made from its configuration. */
    CONFIG_ERROR,
    /** Its container did its work and ended. */
    SUCCEEDED,
    /** Its container ended with an error, and is not started again. */
    FAILED,
    /** No node takes it. */
    UNSCHEDULABLE
}

package io.shopfleet.api.v1alpha1;

/** What became of a command. */
public enum CommandOutcome {
    /** Taken up; the rollout that it asks for is under way, or waits for its turn. */
    Running,
    /** What it asks for is in place. */
    Done,
    /** The revision that it asks for was tried and given up. */
    Failed,
    /** A newer specification came before it was done. */
    Superseded,
    /** Nothing was done about it; the message says why, and what is possible. */
    Refused
}

package io.shopfleet.api.v1alpha1;

/** How much a problem matters. */
public enum Severity {
    /** It stops the next step. */
    Error,
    /** Something asked for is not in effect. */
    Warning,
    /** Worth knowing; nothing is wrong. */
    Info
}

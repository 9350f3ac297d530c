package io.shopfleet.api.v1alpha1;

/** Who may reach the pods of services. */
public enum Isolation {
    /** Everybody whom other policies let through. */
    None,
    /** Services with an edge to the service, and the peers that the environment lists. */
    DeclaredCallers
}

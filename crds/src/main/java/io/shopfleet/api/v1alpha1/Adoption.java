package io.shopfleet.api.v1alpha1;

/** Whether a resource may take over what exists outside already. */
public enum Adoption {
    Never,
    IfUnclaimed
}

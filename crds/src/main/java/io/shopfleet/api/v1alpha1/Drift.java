package io.shopfleet.api.v1alpha1;

/** What happens when somebody else changes rights, owners or limits. */
public enum Drift {
    Repair,
    Report
}

package io.shopfleet.api.v1alpha1;

/** What happens when something that existed is gone, or was replaced by somebody else. */
public enum Loss {
    Report,
    Recreate
}

package io.shopfleet.api.v1alpha1;

/** How a toleration compares with a taint. */
public enum TolerationOperator {
    /** Key and value are the same. */
    Equal,
    /** The key is the same, whatever the value. */
    Exists
}

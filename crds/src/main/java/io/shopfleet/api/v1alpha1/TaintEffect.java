package io.shopfleet.api.v1alpha1;

/** Which effect of a taint is tolerated. */
public enum TaintEffect {
    /** Every effect. In a pod this is written as no effect at all. */
    Any,
    /** New pods are kept away. */
    NoSchedule,
    /** New pods are kept away where possible. */
    PreferNoSchedule,
    /** Running pods are evicted. */
    NoExecute
}

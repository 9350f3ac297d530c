package io.shopfleet.api.v1alpha1;

/** How a label requirement compares. */
public enum LabelOperator {
    /** The label's value is one of the values. */
    In,
    /** The label is missing or its value is none of the values. */
    NotIn,
    /** The label is there, whatever its value. */
    Exists,
    /** The label is missing. */
    DoesNotExist
}

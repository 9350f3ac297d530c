package io.shopfleet.operator.holding;

/** Something outside, as it was seen. */
public interface Seen {

    /** Tells it apart from another one that has its name later. */
    String id();
}

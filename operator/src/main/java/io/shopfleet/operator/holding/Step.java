package io.shopfleet.operator.holding;

/** One change to something outside. Doing it twice does no harm. */
public interface Step {

    /** What it does, in the past tense and without secrets, for the journal and the log: {@code created topic shop.prices}. */
    String words();
}

package io.shopfleet.operator.cluster.reading;

/** The cluster that a plan is for, before anybody asked it. */
public interface Target {

    /** Whether there is one at all. */
    boolean known();

    /** For people. */
    String name();

    /** Of objects that name none. */
    String namespace();

    /** Throws {@link Unreadable} where the server does not answer. */
    Reading open();
}

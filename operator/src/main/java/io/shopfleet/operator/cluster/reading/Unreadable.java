package io.shopfleet.operator.cluster.reading;

/** Something in the cluster that cannot be read, so that nobody knows whether it is there. The message says what and why. */
public final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Unreadable(String message) {
        super(message);
    }
}

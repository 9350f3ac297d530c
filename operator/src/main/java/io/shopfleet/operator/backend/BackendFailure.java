package io.shopfleet.operator.backend;

import io.shopfleet.api.v1alpha1.Reason;

/**
 * A call to an outside system that did not do what it should. The message is for people: it says what to do, is the same each
 * time, and holds neither addresses that teams may not see nor secrets.
 */
public final class BackendFailure extends RuntimeException {
    private static final long serialVersionUID = 1;
    /** With what to do, it has to go into a condition. */
    private static final int LONGEST = 700;

    private final Reason reason;

    public BackendFailure(Reason reason, String message, Throwable cause) {
        super(oneLine(message), cause);
        this.reason = reason;
    }

    public BackendFailure(Reason reason, String message) {
        this(reason, message, null);
    }

    /** Servers quote what they were given, and that may be long, or meant for a terminal. */
    private static String oneLine(String message) {
        String line = message.replaceAll("\\p{Cntrl}+", " ");
        return line.length() > LONGEST ? line.substring(0, LONGEST - 1) + "…" : line;
    }

    public Reason reason() {
        return reason;
    }

    /** Nothing answered, or nothing that tells whether the call was carried out. */
    public boolean unreachable() {
        return reason == Reason.DependencyUnreachable;
    }
}

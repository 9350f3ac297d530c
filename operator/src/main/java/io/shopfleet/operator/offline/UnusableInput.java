package io.shopfleet.operator.offline;

/** What was given cannot be planned for at all: no folder, no YAML, or two answers to one question. */
public final class UnusableInput extends Exception {
    private static final long serialVersionUID = 1;

    public UnusableInput(String message) {
        super(message);
    }
}

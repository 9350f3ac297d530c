package io.shopfleet.operator.backend;

/**
 * Every call that changed something in an outside system, in order. It is told after the call has succeeded, so each entry is
 * a point at which the process may end; tests end it there.
 */
public interface Journal {

    /**
     * @param system such as {@code kafka}
     * @param words what was done to what, without secrets: {@code created topic shop.price-changes}
     */
    void wrote(String system, String words);
}

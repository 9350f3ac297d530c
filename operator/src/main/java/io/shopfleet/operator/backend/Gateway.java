package io.shopfleet.operator.backend;

import io.shopfleet.operator.holding.Seen;
import io.shopfleet.operator.holding.Step;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The only way to one outside system. Every method may throw {@link BackendFailure} and nothing else; every change is told to
 * the {@link Journal}.
 *
 * @param <S> what is seen of one thing there
 */
public interface Gateway<S extends Seen> {

    /** Identity of the server, as it tells it itself. */
    String server();

    Optional<S> see(String name);

    /**
     * Doing a step a second time, after its answer was lost, does no harm.
     *
     * @param passwords from the name of an account outside to its password
     */
    void perform(Step step, UnaryOperator<String> passwords);

    /** Deletes exactly what was seen, with its data; nothing where that is gone already. */
    void destroy(String name, String id);

    /** The same, even while somebody uses it. */
    default void destroyInUse(String name, String id) {
        destroy(name, id);
    }
}

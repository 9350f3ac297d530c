package io.shopfleet.operator.fleet;

import java.util.Optional;
import java.util.function.Function;

/** What looking up a reference gave. That something is missing is a fact about the cluster, never an exception. */
public sealed interface Resolved<T> {

    record Found<T>(T found) implements Resolved<T> {}

    /** The object exists, but no service can use it: it lacks the label that lets services name it, or cannot be read. */
    record NotBindable<T>() implements Resolved<T> {}

    record Missing<T>() implements Resolved<T> {}

    default Optional<T> value() {
        return this instanceof Found<T>(T found) ? Optional.of(found) : Optional.empty();
    }

    default <R> Resolved<R> map(Function<T, R> function) {
        return switch (this) {
            case Found<T>(T found) -> new Found<>(function.apply(found));
            case NotBindable<T>() -> new NotBindable<>();
            case Missing<T>() -> new Missing<>();
        };
    }
}

package io.shopfleet.bench;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** As many hands as the operator has. */
final class Crowd {
    /** The operator's setting quarkus.operator-sdk.concurrent-reconciliation-threads. */
    static final int HANDS = 20;

    private Crowd() {
    }

    /** Does the work for every item, and fails when one fails. */
    static <T> void each(List<T> items, Consumer<T> work) {
        try (var hands = Executors.newFixedThreadPool(HANDS)) {
            List<? extends Future<?>> all = items.stream().map(item -> hands.submit(() -> work.accept(item))).toList();
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

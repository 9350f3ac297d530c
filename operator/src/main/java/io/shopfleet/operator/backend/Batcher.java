package io.shopfleet.operator.backend;

import io.shopfleet.api.v1alpha1.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Asks together what many ask at about the same time. Whoever comes first waits a moment for others and then asks for all;
 * there is no thread and no queue of its own.
 *
 * @param <Q> a question
 * @param <A> its answer
 */
public final class Batcher<Q, A> {
    private static final int MOST = 100;
    private static final Duration LINGER = Duration.ofMillis(20);

    private final Function<List<Q>, List<CompletableFuture<A>>> together;
    private final Duration limit;
    private Batch open = new Batch();

    private final class Batch {
        private final List<Q> questions = new ArrayList<>();
        private final List<CompletableFuture<A>> answers = new ArrayList<>();
        private final CountDownLatch full = new CountDownLatch(MOST);
    }

    /**
     * @param together answers to questions, each at the place of its question; one that fails harms no other
     * @param limit of the time that an answer may take
     */
    public Batcher(Duration limit, Function<List<Q>, List<CompletableFuture<A>>> together) {
        this.limit = limit;
        this.together = together;
    }

    /** @throws CompletionException with whatever the answer failed with */
    public A ask(Q question) {
        var answer = new CompletableFuture<A>();
        Batch batch;
        boolean first;
        synchronized (this) {
            batch = open;
            first = batch.questions.isEmpty();
            batch.questions.add(question);
            batch.answers.add(answer);
            batch.full.countDown();
            if (batch.questions.size() == MOST) {
                open = new Batch();
            }
        }
        if (first) {
            send(batch);
        }
        return waited(answer);
    }

    private void send(Batch batch) {
        try {
            batch.full.await(LINGER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // The others wait for their answers, whoever goes.
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            if (open == batch) {
                open = new Batch();
            }
        }
        try {
            List<CompletableFuture<A>> answers = together.apply(batch.questions);
            for (int i = 0; i < answers.size(); i++) {
                CompletableFuture<A> waiting = batch.answers.get(i);
                answers.get(i).whenComplete((value, failure) -> {
                    if (failure == null) {
                        waiting.complete(value);
                    } else {
                        waiting.completeExceptionally(failure);
                    }
                });
            }
        } catch (RuntimeException e) {
            batch.answers.forEach(waiting -> waiting.completeExceptionally(e));
        }
    }

    private A waited(CompletableFuture<A> answer) {
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (TimeoutException e) {
            throw new BackendFailure(Reason.DependencyUnreachable, "no answer within " + limit.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackendFailure(Reason.DependencyUnreachable, "the operator stops", e);
        }
    }
}

package io.shopfleet.operator.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopfleet.api.v1alpha1.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Questions that are asked together")
class BatcherTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private final List<Integer> sizes = new CopyOnWriteArrayList<>();

    private Batcher<Integer, String> counting(Function<Integer, CompletableFuture<String>> answer) {
        return new Batcher<>(LIMIT, questions -> {
            sizes.add(questions.size());
            return List.copyOf(questions).stream().map(answer).toList();
        });
    }

    private static CompletableFuture<String> oddOnesFail(int question) {
        return question % 2 == 0
                ? CompletableFuture.completedFuture("answer " + question)
                : CompletableFuture.failedFuture(new IllegalStateException("no " + question));
    }

    /** All at the same time, each from a thread of its own. */
    private static List<String> ask(Batcher<Integer, String> batcher, int count) throws InterruptedException {
        var together = new CountDownLatch(count);
        var answers = new ArrayList<Future<String>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, count).forEach(question -> answers.add(threads.submit(() -> {
                together.countDown();
                together.await();
                return batcher.ask(question);
            })));
        }
        var told = new ArrayList<String>();
        for (Future<String> answer : answers) {
            try {
                told.add(answer.get());
            } catch (ExecutionException e) {
                told.add(e.getCause().getCause().getMessage());
            }
        }
        return told;
    }

    @Test
    void eachIsAnsweredAsIfItWereAloneAndOneThatFailsHarmsNoOther() throws Exception {
        assertThat(ask(counting(BatcherTest::oddOnesFail), 250)).isEqualTo(IntStream.range(0, 250)
                .mapToObj(question -> (question % 2 == 0 ? "answer " : "no ") + question)
                .toList());
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(250);
    }

    @Test
    void areNeverMoreThanAHundred() throws Exception {
        ask(counting(BatcherTest::oddOnesFail), 1000);
        assertThat(sizes).allSatisfy(size -> assertThat(size).isBetween(1, 100));
        assertThat(sizes).hasSizeLessThan(1000);
    }

    @Test
    void allFailWhenTheCallItselfDoesAndTheNextAreAskedAnew() throws Exception {
        var calls = new CountDownLatch(1);
        var batcher = new Batcher<Integer, String>(LIMIT, questions -> {
            if (calls.getCount() > 0) {
                calls.countDown();
                throw new IllegalStateException("closed");
            }
            return questions.stream().map(BatcherTest::oddOnesFail).toList();
        });
        assertThatThrownBy(() -> batcher.ask(2)).isInstanceOf(CompletionException.class).hasRootCauseMessage("closed");
        assertThat(batcher.ask(2)).isEqualTo("answer 2");
    }

    @Test
    void areNotWaitedForWithoutEnd() {
        var batcher = new Batcher<Integer, String>(Duration.ofMillis(100), questions -> List.of(new CompletableFuture<>()));
        assertThatThrownBy(() -> batcher.ask(1)).isInstanceOfSatisfying(BackendFailure.class,
                failure -> assertThat(failure.reason()).isEqualTo(Reason.DependencyUnreachable));
    }

    /** Whoever sends for all may be told to stop; those who asked with it are answered all the same. */
    @Test
    void areSentAlthoughTheOneWhoSendsThemIsInterrupted() throws Exception {
        var batcher = counting(question -> question == 2 ? new CompletableFuture<>() : oddOnesFail(question));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var interrupted = threads.submit(() -> {
                Thread.currentThread().interrupt();
                return batcher.ask(2);
            });
            var other = threads.submit(() -> batcher.ask(4));
            assertThat(other.get(1, TimeUnit.MINUTES)).isEqualTo("answer 4");
            assertThatThrownBy(() -> interrupted.get(1, TimeUnit.MINUTES)).hasRootCauseInstanceOf(InterruptedException.class);
        }
    }
}

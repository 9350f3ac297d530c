package io.shopfleet.operator.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shopfleet.api.v1alpha1.Reason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GuardTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Guard guard = new Guard("kafka", meters);
    private final AtomicInteger calls = new AtomicInteger();

    private void fails(Reason reason) {
        assertThatThrownBy(() -> guard.call("describe", () -> {
            calls.incrementAndGet();
            throw new BackendFailure(reason, "no");
        })).isInstanceOf(BackendFailure.class).extracting(failure -> ((BackendFailure) failure).reason()).isEqualTo(reason);
    }

    @Test
    void asksASystemThatDoesNotAnswerNoMoreThanFourTimesInARow() {
        for (int i = 0; i < 10; i++) {
            fails(Reason.DependencyUnreachable);
        }
        assertThat(calls).hasValue(4);
    }

    @Test
    void refusesFurtherCallsWhileFourWaitAndNothingIsAnswered() throws InterruptedException {
        var thaw = new CountDownLatch(1);
        var held = new CountDownLatch(4);
        List<Thread> callers = IntStream.range(0, 4).mapToObj(caller -> Thread.ofVirtual().start(() -> guard.call("describe", () -> {
            held.countDown();
            return answeredAfter(thaw);
        }))).toList();
        held.await();
        // A call that is let through is answered here, and a sign of life for four seconds.
        await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofSeconds(5)).untilAsserted(() -> assertThatThrownBy(() -> guard.call("describe", () -> "there"))
                .hasMessage("kafka does not answer; it is asked again every few seconds"));
        thaw.countDown();
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(guard.<String>call("describe", () -> "there")).isEqualTo("there");
    }

    @Test
    void goesOnAskingASystemThatIsSlowButAnswers() throws InterruptedException {
        var thaw = new CountDownLatch(1);
        List<Thread> callers = IntStream.range(0, 4)
                .mapToObj(caller -> Thread.ofVirtual().start(() -> guard.call("create", () -> answeredAfter(thaw)))).toList();
        long begun = System.nanoTime();
        await().pollInterval(Duration.ofMillis(100)).until(() -> {
            assertThat(guard.<String>call("describe", () -> "there")).isEqualTo("there");
            return System.nanoTime() - begun > Duration.ofSeconds(6).toNanos();
        });
        thaw.countDown();
        for (Thread caller : callers) {
            caller.join();
        }
    }

    private static String answeredAfter(CountDownLatch thaw) {
        try {
            thaw.await();
            return "late";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void takesARefusalForASignOfLife() {
        for (int i = 0; i < 10; i++) {
            fails(Reason.PermissionDenied);
        }
        assertThat(calls).hasValue(10);
        assertThat(guard.<String>call("describe", () -> "there")).isEqualTo("there");
    }

    @Test
    void measuresEachCallByItsOutcome() {
        guard.call("describe", () -> "there");
        fails(Reason.AuthFailed);
        assertThat(meters.get("shopfleet.backend.calls").tags("operation", "describe", "outcome", "ok").timer().count()).isEqualTo(1);
        assertThat(meters.get("shopfleet.backend.calls").tags("outcome", "AuthFailed").timer().count()).isEqualTo(1);
    }
}

package io.shopfleet.operator.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shopfleet.api.v1alpha1.Reason;
import java.util.concurrent.atomic.AtomicInteger;
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

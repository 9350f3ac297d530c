package io.shopfleet.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class WatchesAliveTest {
    private boolean watching = true;
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");

    /** A clock that goes only when told to. */
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };

    private final WatchesAlive check = new WatchesAlive(() -> watching, clock);

    @Test
    void aWatchThatIsDownForAMinuteEndsTheProcess() {
        assertThat(after(Duration.ZERO)).isEqualTo(Status.UP);
        watching = false;
        assertThat(after(Duration.ofSeconds(10))).isEqualTo(Status.UP);
        assertThat(after(Duration.ofSeconds(59))).isEqualTo(Status.UP);
        assertThat(after(Duration.ofSeconds(1))).isEqualTo(Status.DOWN);
    }

    @Test
    void aWatchThatComesBackStartsTheMinuteAnew() {
        watching = false;
        assertThat(after(Duration.ZERO)).isEqualTo(Status.UP);
        watching = true;
        assertThat(after(Duration.ofSeconds(50))).isEqualTo(Status.UP);
        watching = false;
        assertThat(after(Duration.ofSeconds(10))).isEqualTo(Status.UP);
        assertThat(after(Duration.ofSeconds(59))).isEqualTo(Status.UP);
    }

    private Status after(Duration duration) {
        now = now.plus(duration);
        return check.call().getStatus();
    }
}

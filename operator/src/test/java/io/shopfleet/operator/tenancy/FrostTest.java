package io.shopfleet.operator.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.api.v1alpha1.Freeze;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A freeze")
class FrostTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private static Freeze until(String text) {
        return new Freeze("stocktaking", text);
    }

    @Test
    void isNoneWithoutTheField() {
        assertThat(Frost.of(null, NOON)).isEmpty();
    }

    @Test
    void withoutAnEndLastsUntilItIsRemoved() {
        Frost frost = Frost.of(until(null), NOON.plus(Duration.ofDays(10_000))).orElseThrow();
        assertThat(frost.left(NOON)).isEmpty();
        assertThat(frost.words()).isEqualTo("frozen (stocktaking)");
    }

    @Test
    void isInForceToTheLastSecondAndOverAtItsEnd() {
        assertThat(Frost.of(until("2026-01-01T12:00:01Z"), NOON)).isPresent();
        assertThat(Frost.of(until("2026-01-01T12:00:00Z"), NOON)).isEmpty();
        assertThat(Frost.of(until("2026-01-01T11:59:59Z"), NOON)).isEmpty();
    }

    @Test
    void countsInTheZoneThatIsWrittenAndTellsItInUtc() {
        Frost frost = Frost.of(until("2026-01-01T20:00:00+02:00"), NOON).orElseThrow();
        assertThat(frost.left(NOON)).contains(Duration.ofHours(6));
        assertThat(frost.words()).isEqualTo("frozen until 2026-01-01T18:00:00Z (stocktaking)");
    }

    @Test
    void endsWithTheSecondInWhichItsEndFalls() {
        Frost frost = Frost.of(until("2026-01-01T12:00:00.001Z"), NOON).orElseThrow();
        assertThat(frost.left(NOON)).contains(Duration.ofSeconds(1));
        assertThat(Frost.of(until("2026-01-01T12:00:00.001Z"), NOON.plusSeconds(1))).isEmpty();
    }

    @Test
    void withAnEndThatIsNoTimeStaysFrozenAndSaysSo() {
        assertThat(Frost.of(until("on Monday"), NOON)).contains(new Frost("stocktaking", Optional.empty()));
        assertThat(Frost.unclear(until("on Monday"))).isTrue();
        assertThat(Frost.unclear(until("2026-01-01T12:00:00Z"))).isFalse();
        assertThat(Frost.unclear(until(null))).isFalse();
        assertThat(Frost.unclear(null)).isFalse();
    }

    @Test
    void withoutAReasonIsOneAllTheSame() {
        assertThat(Frost.of(new Freeze(null, null), NOON).orElseThrow().words()).isEqualTo("frozen (no reason is given)");
    }
}

package io.shopfleet.operator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Durations of the API")
class DurationsTest {

    @ParameterizedTest(name = "{0} is {1} s")
    @CsvSource({"90s, 90", "10m, 600", "1h30m, 5400", "24h, 86400", "1h1m1s, 3661", "86400s, 86400", "1440m, 86400"})
    void areHoursMinutesAndSeconds(String text, long seconds) {
        assertThat(Durations.parse(text)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "ten minutes", "1d", "-5m", "m", "99999999999s"})
    void fallBackToTheDefaultWhereALooserSchemaLetSomethingElseThrough(String text) {
        assertThat(Durations.parse(text)).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void fallBackToTheDefaultWhereNoneIsGiven() {
        assertThat(Durations.parse(null)).isEqualTo(Duration.ofMinutes(10));
    }
}

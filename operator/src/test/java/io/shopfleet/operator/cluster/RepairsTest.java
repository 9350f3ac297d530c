package io.shopfleet.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.operator.cluster.Repairs.Contest;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An object that others change again and again")
class RepairsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant SIX_MINUTES_LATER = NOON.plusSeconds(360);

    private final Repairs repairs = new Repairs();

    private boolean take(String object, Instant now) {
        return repairs.take("uid-of-orders", object, now);
    }

    /** How many of twenty tries at this moment are allowed. */
    private long allowed(String object, Instant now) {
        return IntStream.range(0, 20).filter(i -> take(object, now)).count();
    }

    @Test
    void isPutRightTenTimesAndThenEveryThirtySeconds() {
        assertThat(allowed("Service orders", NOON)).isEqualTo(10);
        assertThat(allowed("Service orders", NOON.plusSeconds(29))).isZero();
        assertThat(allowed("Service orders", NOON.plusSeconds(30))).isEqualTo(1);
        assertThat(allowed("Service orders", NOON.plusSeconds(59))).isZero();
        assertThat(allowed("Service orders", NOON.plusSeconds(120))).isEqualTo(3);
    }

    @Test
    void costsNoOtherObjectAndNoOtherServiceARepair() {
        allowed("Service orders", NOON);
        assertThat(allowed("Deployment orders-a", NOON)).isEqualTo(10);
        assertThat(repairs.take("uid-of-catalog", "Service orders", NOON)).isTrue();
    }

    @Test
    void isContestedUntilItWasLeftAloneForLongEnough() {
        allowed("Service orders", NOON);
        assertThat(repairs.contested("uid-of-orders", NOON)).as("nobody was refused yet").isEmpty();
        repairs.contest("uid-of-orders", "Service orders", "rival");
        assertThat(repairs.isContested("uid-of-orders", "Service orders")).isTrue();
        assertThat(repairs.contested("uid-of-orders", NOON))
                .containsExactly(new Contest("Service orders", "rival", NOON.plusSeconds(30)));
        assertThat(repairs.contested("uid-of-orders", NOON.plusSeconds(30)))
                .as("next it is looked at when its bucket is full")
                .containsExactly(new Contest("Service orders", "rival", NOON.plusSeconds(300)));
        assertThat(repairs.contested("uid-of-orders", NOON.plusSeconds(299))).hasSize(1);
        assertThat(repairs.contested("uid-of-orders", NOON.plusSeconds(300))).isEmpty();
    }

    @Test
    void staysContestedWhileEveryRepairIsUndone() {
        allowed("Service orders", NOON);
        repairs.contest("uid-of-orders", "Service orders", "rival");
        for (int i = 1; i <= 12; i++) {
            assertThat(take("Service orders", NOON.plusSeconds(30L * i))).isTrue();
        }
        assertThat(repairs.contested("uid-of-orders", SIX_MINUTES_LATER))
                .containsExactly(new Contest("Service orders", "rival", SIX_MINUTES_LATER.plusSeconds(30)));
    }

    @Test
    void isForgottenWhenItsBucketIsFull() {
        allowed("Service orders", NOON);
        repairs.contest("uid-of-orders", "Service orders", "rival");
        assertThat(repairs.contested("uid-of-catalog", SIX_MINUTES_LATER)).isEmpty();
        assertThat(repairs.isContested("uid-of-orders", "Service orders")).isFalse();
        assertThat(allowed("Service orders", SIX_MINUTES_LATER)).isEqualTo(10);
    }
}

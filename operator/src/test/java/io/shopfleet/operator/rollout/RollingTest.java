package io.shopfleet.operator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The strategy Rolling")
class RollingTest {

    @ParameterizedTest(name = "{0} pods wanted, {1} new ones available: {2} old, {3} new")
    @CsvSource({
        "1, 0,  1, 1",
        "1, 1,  0, 1",
        "2, 0,  2, 1",
        "2, 1,  1, 2",
        "3, 0,  3, 1",
        "3, 1,  2, 2",
        "3, 2,  1, 3",
        "3, 3,  0, 3",
        "4, 0,  4, 1",
        "5, 0,  5, 2",
        "10, 0, 10, 3",
        "10, 3, 7, 6",
        "10, 9, 1, 10",
        "0, 0,  0, 0",
    })
    void anOldPodLeavesForEachNewOneThatIsAvailable(int replicas, int available, int serving, int candidate) {
        assertThat(new Rolling().next(replicas, available)).isEqualTo(new Step(serving, candidate));
    }

    @ParameterizedTest(name = "{0} old and {1} new pods: {2} percent")
    @CsvSource({"3, 1, 25", "2, 2, 50", "1, 3, 75", "0, 3, 100", "0, 0, 0", "2, 1, 33", "1, 2, 67"})
    void theWeightIsTheShareOfThePods(int serving, int candidate, int weight) {
        assertThat(new Step(serving, candidate).weight()).isEqualTo(weight);
    }

    @Test
    void theWeightOfNoPodsIsZero() {
        assertThat(new Step(0, 0).weight()).isZero();
    }
}

package io.shopfleet.operator.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.operator.cluster.Pass;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An autoscaler that has to go")
class LeavingAutoscalerTest {
    private final Shop shop =
            new Shop(new Scenario("", AutoscaledScenarios.autoscaled("1.0.0", 2, 10), List.of(), List.of(), Set.of()));
    private final WorldCluster cluster = new WorldCluster(shop, () -> {});
    private final Pass pass = new Pass(shop.clock());

    private void untilQuiet() {
        while (pass.run(shop.service(), cluster).isPresent()) {
            shop.settle();
        }
    }

    @Test
    void goesBeforeAnythingIsWrittenForTheNumberThatItLeft() {
        untilQuiet();
        shop.load(5);
        untilQuiet();
        shop.apply(AutoscaledScenarios.fixed("1.0.0", 5));
        shop.effects.clear();
        pass.run(shop.service(), cluster);
        assertThat(shop.effects).satisfiesExactly(
                first -> assertThat(first).startsWith("deleted HorizontalPodAutoscaler orders-"),
                second -> assertThat(second).isEqualTo("applied PodDisruptionBudget orders as shopfleet"),
                third -> assertThat(third).startsWith("applied Deployment orders-").endsWith(" as shopfleet-scale with 5 replicas"));
    }
}

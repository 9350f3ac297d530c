package io.shopfleet.operator.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.cluster.Pass;
import io.shopfleet.operator.memory.World.Id;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The operator SDK filters events of own writes, and own status makes none: what comes next is for the pass to say. */
@DisplayName("The next pass")
class NextPassTest {
    private final Shop shop = new Shop(new Scenario("", Scenarios.yaml("1.0.0", 2), List.of(), List.of(), Set.of()));
    private final WorldCluster cluster = new WorldCluster(shop, () -> {});
    private final Pass pass = new Pass(shop.clock());

    /** A service at rest, and nothing left to write. */
    @BeforeEach
    void untilQuiet() {
        while (look().isPresent()) {
            shop.settle();
        }
    }

    private Optional<Duration> look() {
        return pass.run(shop.service(), cluster);
    }

    @Test
    void comesAtOnceAfterAnObjectWasWrittenAndThenByEventsAlone() {
        shop.world.edit(new Id("Service", "orders"), service -> service.withObject("/spec").putObject("selector"));
        ShopService before = shop.service();
        assertThat(look()).contains(Duration.ZERO);
        assertThat(shop.service().getStatus()).isEqualTo(before.getStatus());
        assertThat(look()).isEmpty();
    }

    @Test
    void comesAtOnceAfterAStatusWasWrittenAndThenInItsTime() {
        shop.loseAPodOfEachRevision();
        long effects = shop.effects.size();
        assertThat(look()).contains(Duration.ZERO);
        assertThat(shop.effects).hasSize((int) effects);
        assertThat(look()).contains(Duration.ofSeconds(30));
    }

    @Test
    void comesSoonAfterAStatusThatWasRefusedForAStaleViewAndNothingIsTold() {
        ShopService before = shop.service();
        shop.apply(Scenarios.yaml("2.0.0", 2));
        while (shop.steps.size() < 3) {
            look();
        }
        List<String> told = List.copyOf(shop.events);
        shop.loseAPodOfEachRevision();
        assertThat(pass.run(before, cluster)).contains(Duration.ofMillis(50));
        assertThat(shop.events).containsExactlyElementsOf(told);
    }
}

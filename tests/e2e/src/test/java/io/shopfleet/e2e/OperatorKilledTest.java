package io.shopfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.e2e.Beats.Beat;
import io.shopfleet.testkit.AuditLog;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The operator is killed with -9 during a rollout under load, right after one of its writes, and starts again. */
@OnNode
@Order(7)
class OperatorKilledTest {
    private static final List<String> STEPS = List.of("2+1", "1+2", "at rest");

    /** What a rollout left behind. */
    private record Trace(List<Beat> beats, int writes, List<String> children) {
        List<String> steps() {
            return beats.stream().skip(1).map(Beat::pods).toList();
        }
    }

    @Test
    void itGoesOnWhereItStoodAndNoStepIsRepeated() {
        Shop shop = Shop.shared();
        Trace undisturbed = rollOut(shop, List.of());
        assertThat(undisturbed.steps()).isEqualTo(STEPS);
        assertThat(undisturbed.writes()).isGreaterThan(10);
        survives(shop, undisturbed, List.of(1, undisturbed.writes() / 2, undisturbed.writes() - 1));
    }

    @Test
    @EnabledIfSystemProperty(named = "full", matches = ".*", disabledReason = "takes many rollouts; run with -Dfull, as make test-full does")
    void itMayBeKilledAfterAnyOfItsWrites() {
        Shop shop = Shop.shared();
        Trace undisturbed = rollOut(shop, List.of());
        IntStream.rangeClosed(1, undisturbed.writes()).forEach(write -> survives(shop, undisturbed, List.of(write)));
    }

    private static void survives(Shop shop, Trace undisturbed, List<Integer> deaths) {
        Operator.restart();
        try (Load load = shop.load()) {
            Trace disturbed = rollOut(shop, deaths);
            load.awaitSecondsMore(1);
            assertThat(load.answers().lost()).as("killed after write " + deaths).isEmpty();
            assertThat(disturbed.steps()).as("killed after write " + deaths).isEqualTo(STEPS);
            assertThat(disturbed.beats()).extracting(Beat::number).isSorted().doesNotHaveDuplicates();
            assertThat(disturbed.children()).as("killed after write " + deaths).isEqualTo(undisturbed.children());
        }
    }

    /** From one version to the other; there and back are alike. */
    private static Trace rollOut(Shop shop, List<Integer> deaths) {
        String before = shop.serving(Shop.CATALOG);
        String from = shop.status(Shop.CATALOG).orElseThrow().version();
        String to = from.equals("1.0.0") ? "1.1.0" : "1.0.0";
        AuditLog.Mark begun = Node.audit().mark();
        try (Beats beats = Beats.of(shop, Shop.CATALOG)) {
            Await.until("the watch to see where the rollout begins", () -> !beats.all().isEmpty());
            shop.applyVersion(Shop.CATALOG, to);
            deaths.forEach(write -> killAfter(write, shop, begun));
            shop.awaitOnlyServing(Shop.CATALOG);
            Operator.awaitIdle();
            String after = shop.serving(Shop.CATALOG);
            int writes = Operator.writes(shop.namespace(), begun).size();
            return new Trace(beats.all(), writes, Children.of(shop, Shop.CATALOG,
                    Map.of(before, "<old>", after, "<new>", from, "<old version>", to, "<new version>")));
        }
    }

    private static void killAfter(int write, Shop shop, AuditLog.Mark begun) {
        long process = Operator.awaitProcess();
        Await.atOnce("write " + write + " of the rollout", () -> Operator.writes(shop.namespace(), begun).size() >= write);
        Operator.kill(process);
    }
}

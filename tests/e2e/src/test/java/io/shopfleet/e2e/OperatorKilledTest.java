package io.shopfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.e2e.Beats.Beat;
import io.shopfleet.testkit.AuditLog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The operator is killed with -9 during a rollout under load, right after one of its writes, and starts again. */
@OnNode
@Order(7)
class OperatorKilledTest {
    private static final List<String> STEPS = List.of("2+1", "1+2", "at rest");

    /** At most so many writes of status are sure to come again: how often availability is told depends on how fast pods are. */
    private static final int SURE_STATUS_WRITES = 4;

    /** One write of a rollout, by what it is and how many like it came before. */
    private record Write(String what, int occurrence) {
    }

    /** What a rollout left behind. */
    private record Trace(List<Beat> beats, List<Write> writes, List<String> children) {
        List<String> steps() {
            return beats.stream().skip(1).map(Beat::pods).toList();
        }
    }

    @Test
    void itGoesOnWhereItStoodAndNoStepIsRepeated() {
        Shop shop = Shop.shared();
        Trace undisturbed = rollOut(shop, List.of());
        assertThat(undisturbed.steps()).isEqualTo(STEPS);
        var deaths = List.of(new Write("patch shopservices/status catalog by shopfleet", 1),
                new Write("patch deployments catalog-<new> by shopfleet-scale", 1),
                new Write("patch services catalog by shopfleet", 1));
        assertThat(undisturbed.writes()).containsAll(deaths);
        survives(shop, undisturbed, deaths);
    }

    @Test
    @EnabledIfSystemProperty(named = "full", matches = ".*", disabledReason = "takes many rollouts; run with -Dfull, as make test-full does")
    void itMayBeKilledAfterAnyOfItsWrites() {
        Shop shop = Shop.shared();
        Trace undisturbed = rollOut(shop, List.of());
        List<Write> writes = undisturbed.writes().stream()
                .filter(write -> !write.what().contains("/status") || write.occurrence() <= SURE_STATUS_WRITES).toList();
        assertThat(writes).hasSizeGreaterThanOrEqualTo(15);
        writes.forEach(write -> survives(shop, undisturbed, List.of(write)));
    }

    private static void survives(Shop shop, Trace undisturbed, List<Write> deaths) {
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
    private static Trace rollOut(Shop shop, List<Write> deaths) {
        String before = shop.serving(Shop.CATALOG);
        String from = shop.status(Shop.CATALOG).orElseThrow().version();
        String to = from.equals("1.0.0") ? "1.1.0" : "1.0.0";
        AuditLog.Mark begun = Node.audit().mark();
        try (Beats beats = Beats.of(shop, Shop.CATALOG)) {
            Await.until("the watch to see where the rollout begins", () -> !beats.all().isEmpty());
            shop.applyVersion(Shop.CATALOG, to);
            deaths.forEach(write -> killAfter(write, shop, before, begun));
            shop.awaitOnlyServing(Shop.CATALOG);
            Operator.awaitIdle();
            String after = shop.serving(Shop.CATALOG);
            return new Trace(beats.all(), writes(shop, before, begun), Children.of(shop, Shop.CATALOG,
                            Map.of(before, "<old>", after, "<new>", from, "<old version>", to, "<new version>"))
                    .stream().filter(OperatorKilledTest::ofThisRollout).toList());
        }
    }

    /** Records of revisions that other tests left in the history say nothing of this rollout. */
    private static boolean ofThisRollout(String child) {
        return !child.startsWith("ControllerRevision ") || child.startsWith("ControllerRevision catalog-<");
    }

    private static void killAfter(Write write, Shop shop, String before, AuditLog.Mark begun) {
        long process = Operator.awaitProcess();
        Await.atOnce(write.toString(), () -> writes(shop, before, begun).contains(write));
        Operator.kill(process);
    }

    private static List<Write> writes(Shop shop, String before, AuditLog.Mark begun) {
        var counts = new HashMap<String, Integer>();
        return Operator.writes(shop.namespace(), begun).stream().filter(entry -> entry.name().startsWith(Shop.CATALOG))
                .map(entry -> text(entry, before)).map(what -> new Write(what, counts.merge(what, 1, Integer::sum))).toList();
    }

    private static String text(AuditLog.Entry entry, String before) {
        String resource = entry.resource() + (entry.subresource().isEmpty() ? "" : "/" + entry.subresource());
        String name = entry.name().replace(before, "<old>").replaceFirst("-[0-9a-z]{10}$", "-<new>");
        return entry.verb() + " " + resource + " " + name + (entry.fieldManager().isEmpty() ? "" : " by " + entry.fieldManager());
    }
}

package io.shopfleet.operator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopfleet.testkit.ApiServer;
import io.shopfleet.testkit.AuditLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Wherever the operator ends, the next one brings the tale to the same end in the same steps. Kill points are the writes that
 * the audit log shows of undisturbed tellings: a spread of them, or with the property full every one. Each is a telling in
 * a namespace of its own, many at the same time.
 */
class KilledTest {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int SPREAD = 6;
    private static final int AT_A_TIME = 30;
    private static final String ENVIRONMENT = "killed";

    /** The operator ends after this one of the writes that the undisturbed telling took. */
    private record Death(Stage undisturbed, int point, int writes) {

        boolean isNearTheEnd() {
            return point > writes * 3 / 4;
        }
    }

    private final ApiServer server = ApiServer.shared();
    private final List<Stage> stages = new ArrayList<>();

    @AfterEach
    void end() {
        stages.forEach(Stage::close);
    }

    @Test
    void killedAfterAWriteTheOperatorGoesOnWhereItWas() {
        List<Death> deaths = tellUndisturbed().entrySet().stream()
                .flatMap(tale -> points(tale.getValue()).map(point -> new Death(tale.getKey(), point, tale.getValue())))
                .toList();
        for (int from = 0; from < deaths.size(); from += AT_A_TIME) {
            dieAndGoOn(deaths.subList(from, Math.min(deaths.size(), from + AT_A_TIME)));
        }
    }

    private void dieAndGoOn(List<Death> deaths) {
        var mortality = new Mortality();
        var killed = new LinkedHashMap<Stage, Death>();
        deaths.forEach(death -> {
            Stage stage = stage(death.undisturbed.tale);
            mortality.allow(stage.team.namespace, death.point);
            killed.put(stage, death);
        });
        try (var first = LiveOperator.start(server, mortality)) {
            tell(killed.keySet(), mortality);
        }
        // Two quick changes may share one write, so the last points of a tale may lie after its end.
        killed.forEach((stage, death) -> assertThat(mortality.isDead(stage.team.namespace) || death.isNearTheEnd())
                .as("%s was told to its end within %d of %d writes", stage.tale, death.point, death.writes)
                .isTrue());
        assertThat(killed.keySet())
                .filteredOn(stage -> mortality.isDead(stage.team.namespace))
                .hasSizeGreaterThan(killed.size() * 3 / 4);
        try (var second = LiveOperator.start(server)) {
            tell(killed.keySet(), new Mortality());
            killed.forEach((stage, death) -> endsLike(stage, death.undisturbed));
        }
        killed.keySet().forEach(Stage::close);
        stages.removeAll(killed.keySet());
    }

    private Stage stage(Tale tale) {
        var stage = new Stage(server, ENVIRONMENT, tale);
        stages.add(stage);
        return stage;
    }

    /** Answers how often the operator wrote in each telling. */
    private Map<Stage, Integer> tellUndisturbed() {
        List<Stage> told = Tale.all().stream().map(this::stage).toList();
        AuditLog.Mark mark = server.audit().mark();
        try (var operator = LiveOperator.start(server)) {
            tell(told, new Mortality());
        }
        List<AuditLog.Entry> all = server.audit().writesBy(LiveOperator.USER, mark);
        var writes = new LinkedHashMap<Stage, Integer>();
        told.forEach(stage -> {
            int count = Math.toIntExact(
                    all.stream().filter(write -> write.namespace().equals(stage.team.namespace)).count());
            assertThat(count).as(stage.tale.name()).isGreaterThan(10);
            recordedItsSteps(stage);
            writes.put(stage, count);
        });
        return writes;
    }

    private static Stream<Integer> points(int writes) {
        return Boolean.getBoolean("full")
                ? IntStream.rangeClosed(1, writes).boxed()
                : IntStream.rangeClosed(1, SPREAD).mapToObj(i -> Math.max(1, writes * i / (SPREAD + 1)));
    }

    /** Until each tale has come to its end, or its operator to his. */
    private static void tell(Collection<Stage> stages, Mortality mortality) {
        var open = new ArrayList<>(stages);
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(100)).until(() -> {
            open.removeIf(stage -> stage.goOn() || mortality.isDead(stage.team.namespace));
            return open.isEmpty();
        });
    }

    private static void recordedItsSteps(Stage stage) {
        if (!stage.tale.steps().isEmpty()) {
            assertThat(stage.steps).as(stage.tale.name()).containsExactlyElementsOf(stage.tale.steps());
        }
        assertThat(stage.beats).isEqualTo(LongStream.rangeClosed(1, stage.beats.size()).boxed().toList());
    }

    private static void endsLike(Stage killed, Stage undisturbed) {
        Map<String, String> theirs = undisturbed.contents();
        Map<String, String> mine = killed.contents();
        var paths = new TreeSet<>(theirs.keySet());
        paths.addAll(mine.keySet());
        assertThat(paths.stream().filter(path -> !Objects.equals(mine.get(path), theirs.get(path)))
                        .map(path -> path + ": " + mine.get(path) + " instead of " + theirs.get(path)))
                .as(killed.tale + " " + killed.steps)
                .isEmpty();
        recordedItsSteps(killed);
    }
}

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
 * a namespace of its own, all at the same time.
 */
class KilledTest {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int SPREAD = 6;
    private static final String ENVIRONMENT = "killed";

    private final ApiServer server = ApiServer.shared();
    private final List<Stage> stages = new ArrayList<>();

    @AfterEach
    void end() {
        stages.forEach(Stage::close);
    }

    @Test
    void killedAfterAWriteTheOperatorGoesOnWhereItWas() {
        Map<Stage, Integer> writes = tellUndisturbed();

        var mortality = new Mortality();
        var killed = new LinkedHashMap<Stage, Stage>();
        writes.forEach((undisturbed, count) -> points(count).forEach(point -> {
            Stage stage = stage(undisturbed.tale);
            mortality.allow(stage.team.namespace, point);
            killed.put(stage, undisturbed);
        }));
        try (var first = LiveOperator.start(server, mortality)) {
            tell(killed.keySet(), mortality);
        }
        // The order of two writes may differ between tellings, so the last point may lie after the end.
        assertThat(killed.keySet())
                .filteredOn(stage -> mortality.isDead(stage.team.namespace))
                .hasSizeGreaterThanOrEqualTo(killed.size() - writes.size());

        try (var second = LiveOperator.start(server)) {
            tell(killed.keySet(), new Mortality());
            killed.forEach(KilledTest::endsLike);
        }
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

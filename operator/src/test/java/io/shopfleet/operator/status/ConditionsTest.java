package io.shopfleet.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.shopfleet.api.v1alpha1.Phase;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.Verdict;
import io.shopfleet.operator.dependency.Contribution;
import io.shopfleet.operator.fleet.Trouble;
import io.shopfleet.operator.rollout.Failure;
import io.shopfleet.operator.status.Situation.Movement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules that hold in every situation there can be; all of them are gone through. */
@DisplayName("The conditions of a service, in every situation")
class ConditionsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant LATER = Instant.parse("2026-01-01T13:00:00Z");

    private static final List<Situation> ALL = all();

    private static Optional<Problem> problem(Reason reason) {
        return Optional.of(new Problem("spec", Severity.Error, reason, "something is wrong", "mend it"));
    }

    private static List<Contribution> edge(Verdict verdict) {
        return List.of(new Contribution(
                "catalog", "service/catalog", new TreeMap<>(), new TreeMap<>(), Optional.empty(), verdict,
                verdict == Verdict.Broken ? Reason.DependencyMissing : Reason.DependencyNotReady, "why", true));
    }

    private static List<Situation> all() {
        var all = new ArrayList<Situation>();
        for (var broken : List.of(Optional.<Problem>empty(), problem(Reason.SecretMissing), problem(Reason.UnknownValue)))
            for (var obstacle : List.of(Optional.<Problem>empty(), problem(Reason.NotOwned)))
                for (var edges : List.of(List.<Contribution>of(), edge(Verdict.Ok), edge(Verdict.Waiting), edge(Verdict.Broken)))
                    for (Movement movement : Movement.values())
                        for (int flags = 0; flags < 256; flags++)
                            for (int available = 0; available <= 2; available++)
                                for (int replicas : List.of(0, 2))
                                    all.add(situation(broken, obstacle, edges, movement, flags, replicas, available));
        all.removeIf(ConditionsTest::impossible);
        return all;
    }

    private static Situation situation(
            Optional<Problem> broken, Optional<Problem> obstacle, List<Contribution> edges, Movement movement, int flags,
            int replicas, int available) {
        return new Situation(
                (flags & 1) != 0,
                (flags & 64) != 0 ? Optional.of("ShopEnvironment default is frozen (stocktaking)") : Optional.empty(),
                broken, obstacle, edges, movement, (flags & 2) != 0, (flags & 4) != 0,
                (flags & 32) != 0 ? Optional.of("bbbbbbbbbb") : Optional.empty(),
                (flags & 8) != 0
                        ? Optional.of(new Failure("aaaaaaaaaa", Reason.CrashLooping, "it ends", NOW))
                        : Optional.empty(),
                (flags & 16) != 0 ? Optional.of(new Trouble(Reason.ImagePullFailed, "no image")) : Optional.empty(),
                (flags & 128) != 0 ? Optional.of("Job orders-migrate-abcdefabcd runs, a migration of revision aaaaaaaaaa") : Optional.empty(),
                replicas, available, false, false);
    }

    /** A promoted revision serves, is at rest and has not failed; without a specification nothing is known to be promoted. */
    private static boolean impossible(Situation s) {
        return s.promoted() && (!s.serves() || s.movement() == Movement.Forward || s.broken().isPresent() || s.failure().isPresent()
                        || s.withdrawn().isPresent())
                || s.withdrawn().isPresent() && !s.serves()
                || s.movement() == Movement.Back && !s.serves()
                || s.movement() == Movement.Resting && !s.serves() && s.failure().isPresent();
    }

    private static Map<String, Condition> conditions(Situation situation) {
        return Conditions.of(situation, 3, List.of(), NOW).stream()
                .collect(Collectors.toMap(Condition::getType, condition -> condition));
    }

    private static void everywhere(Consumer<Situation> rule) {
        assertThat(ALL).hasSizeGreaterThan(2000).allSatisfy(rule);
    }

    private static String status(Map<String, Condition> conditions, String type) {
        return conditions.get(type).getStatus();
    }

    @Test
    void allSevenAreThereInTheSameOrderAndComplete() {
        everywhere(situation -> {
            List<Condition> conditions = Conditions.of(situation, 3, List.of(), NOW);
            assertThat(conditions).extracting(Condition::getType).containsExactly(
                    "Accepted", "DependenciesReady", "RolledOut", "Available", "Ready", "Reconciling", "Stalled");
            assertThat(conditions).allSatisfy(condition -> {
                assertThat(condition.getStatus()).isIn("True", "False", "Unknown");
                assertThat(condition.getReason()).matches("[A-Z][A-Za-z]*");
                assertThat(condition.getMessage()).isNotBlank().doesNotContainPattern("[0-9]");
                assertThat(condition.getObservedGeneration()).isEqualTo(3);
                assertThat(condition.getLastTransitionTime()).isEqualTo("2026-01-01T12:00:00Z");
            });
        });
    }

    @Test
    void anOlderTemplateAddsOneConditionAndChangesNoOther() {
        everywhere(s -> {
            var outdated = new Situation(
                    s.paused(), s.frozen(), s.broken(), s.obstacle(), s.edges(), s.movement(), s.promoted(), s.serves(),
                    s.withdrawn(), s.failure(), s.trouble(), s.migration(), s.replicas(), s.available(), true, false);
            List<Condition> conditions = Conditions.of(outdated, 3, List.of(), NOW);
            assertThat(conditions.subList(0, 7)).isEqualTo(Conditions.of(s, 3, List.of(), NOW));
            assertThat(conditions.subList(7, conditions.size()))
                    .extracting(condition -> condition.getType() + " " + condition.getStatus() + " " + condition.getReason())
                    .containsExactly("PendingTemplateUpdate True PendingTemplateUpdate");
        });
    }

    @Test
    void readyIsTrueExactlyWhenAllFourPartsAre() {
        everywhere(situation -> {
            var conditions = conditions(situation);
            List<String> parts = List.of("Accepted", "DependenciesReady", "RolledOut", "Available").stream()
                    .map(type -> status(conditions, type))
                    .toList();
            String expected = parts.contains("False") ? "False" : parts.contains("Unknown") ? "Unknown" : "True";
            assertThat(status(conditions, "Ready")).isEqualTo(expected);
        });
    }

    @Test
    void reconcilingAndStalledAreNeverBothTrueAndNeverUnknown() {
        everywhere(situation -> {
            var conditions = conditions(situation);
            assertThat(List.of(status(conditions, "Reconciling"), status(conditions, "Stalled")))
                    .doesNotContain("Unknown")
                    .isNotEqualTo(List.of("True", "True"));
        });
    }

    @Test
    void kstatusSaysCurrentOnlyForAServiceThatIsReadyWithAllItsPodsOrPaused() {
        everywhere(situation -> {
            var conditions = conditions(situation);
            var read = Kstatus.of(3, 3L, List.copyOf(conditions.values()));
            boolean whole = situation.available() >= situation.replicas() || situation.paused();
            assertThat(read == Kstatus.Current).isEqualTo(status(conditions, "Ready").equals("True") && whole);
        });
    }

    @Test
    void kstatusSaysFailedExactlyWhenAPersonMustAct() {
        everywhere(situation -> {
            boolean mustAct = situation.obstacle().isPresent()
                    || situation.failure().isPresent()
                    || situation.withdrawn().isPresent()
                    || situation.broken().filter(problem -> problem.reason() == Reason.UnknownValue).isPresent();
            assertThat(Kstatus.of(3, 3L, Conditions.of(situation, 3, List.of(), NOW)) == Kstatus.Failed).isEqualTo(mustAct);
        });
    }

    @Test
    void whatIsNeitherReadyNorStalledNorPausedIsReconciling() {
        everywhere(situation -> {
            var conditions = conditions(situation);
            boolean open = !status(conditions, "Ready").equals("True")
                    && status(conditions, "Stalled").equals("False")
                    && !situation.paused();
            if (open) {
                assertThat(status(conditions, "Reconciling")).isEqualTo("True");
            }
        });
    }

    @Test
    void aServiceThatServesWithAPodIsAvailableWhateverElseGoesWrong() {
        everywhere(situation -> {
            boolean serves = situation.serves() && (situation.available() > 0 || situation.replicas() == 0);
            assertThat(status(conditions(situation), "Available").equals("True")).isEqualTo(serves);
        });
    }

    @Test
    void gatesNeverMakeARolloutFail() {
        everywhere(situation -> {
            boolean mayBeFalse = situation.obstacle().isPresent()
                    || situation.failure().isPresent()
                    || situation.withdrawn().isPresent();
            assertThat(status(conditions(situation), "RolledOut").equals("False")).isEqualTo(mayBeFalse);
        });
    }

    @Test
    void everyPhaseCanBeMetAndRunningMeansPromoted() {
        assertThat(ALL).extracting(Phases::of).contains(Phase.values());
        everywhere(situation -> {
            if (Phases.of(situation) == Phase.Running) {
                assertThat(situation.promoted()).isTrue();
            }
        });
    }

    @Test
    void aConditionThatKeepsItsStatusKeepsItsTransitionTime() {
        Situation rolling = situation(Optional.empty(), Optional.empty(), List.of(), Movement.Forward, 4, 2, 2);
        Situation running = situation(Optional.empty(), Optional.empty(), List.of(), Movement.Resting, 2 | 4, 2, 2);
        List<Condition> before = Conditions.of(rolling, 3, List.of(), NOW);
        assertThat(Conditions.of(running, 4, before, LATER))
                .extracting(condition -> condition.getType() + " " + condition.getLastTransitionTime())
                .containsExactly(
                        "Accepted 2026-01-01T12:00:00Z",
                        "DependenciesReady 2026-01-01T12:00:00Z",
                        "RolledOut 2026-01-01T13:00:00Z",
                        "Available 2026-01-01T12:00:00Z",
                        "Ready 2026-01-01T13:00:00Z",
                        "Reconciling 2026-01-01T13:00:00Z",
                        "Stalled 2026-01-01T12:00:00Z");
    }

    @Test
    void aNewReasonAloneMovesNoTransitionTime() {
        Situation waiting = situation(Optional.empty(), Optional.empty(), edge(Verdict.Waiting), Movement.Resting, 0, 2, 0);
        Situation rolling = situation(Optional.empty(), Optional.empty(), List.of(), Movement.Forward, 0, 2, 0);
        Condition after = Conditions.of(rolling, 3, Conditions.of(waiting, 3, List.of(), NOW), LATER).get(2);
        assertThat(after.getReason()).isEqualTo("RollingOut");
        assertThat(after.getLastTransitionTime()).isEqualTo("2026-01-01T12:00:00Z");
    }
}

package io.shopfleet.operator.holding;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.shopfleet.api.v1alpha1.ExternalObject;
import io.shopfleet.api.v1alpha1.ExternalStatus;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HoldingReporterTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final ExternalObject THERE = new ExternalObject("cluster", "shop.prices", "id");
    private final HoldingReporter reporter = new HoldingReporter();

    private static Problem problem(Reason reason) {
        return new Problem("spec", Severity.Error, reason, "what is wrong", "what to do");
    }

    private ExternalStatus report(Optional<ExternalStatus> before, Standing standing, Instant now) {
        return reporter.report(3, before, standing, now);
    }

    private static String row(ExternalStatus status) {
        return status.conditions().stream()
                .map(condition -> condition.getStatus() + " " + condition.getReason())
                .collect(Collectors.joining(" | "));
    }

    /** Accepted, Synced, Ready, Reconciling and Stalled, in this order. */
    static Stream<Arguments> truthTable() {
        return Stream.of(
                Arguments.of(Standing.there(THERE, List.of(), true),
                        "True Valid | True Synced | True Ready | False Ready | False Ready"),
                Arguments.of(Standing.there(THERE, List.of(problem(Reason.NotSupported)), true),
                        "True Valid | False NotSupported | True Ready | False NotSupported | True NotSupported"),
                Arguments.of(Standing.there(THERE, List.of(), false),
                        "True Valid | Unknown Reconciling | Unknown Reconciling | True Reconciling | False Reconciling"),
                Arguments.of(Standing.waiting(problem(Reason.EnvironmentMissing)),
                        "Unknown EnvironmentMissing | Unknown EnvironmentMissing | Unknown EnvironmentMissing | "
                                + "True EnvironmentMissing | False EnvironmentMissing"),
                Arguments.of(Standing.refused(List.of(problem(Reason.InvalidValue))),
                        "False InvalidValue | Unknown InvalidValue | False InvalidValue | False InvalidValue | True InvalidValue"),
                Arguments.of(Standing.held(problem(Reason.Conflict)),
                        "False Conflict | Unknown Conflict | False Conflict | False Conflict | True Conflict"),
                Arguments.of(Standing.held(problem(Reason.ExternallyDeleted)),
                        "True Valid | False ExternallyDeleted | False ExternallyDeleted | False ExternallyDeleted | "
                                + "True ExternallyDeleted"),
                Arguments.of(Standing.failed(problem(Reason.DependencyUnreachable)),
                        "True Valid | Unknown DependencyUnreachable | Unknown DependencyUnreachable | "
                                + "True DependencyUnreachable | False DependencyUnreachable"),
                Arguments.of(Standing.failed(problem(Reason.PermissionDenied)),
                        "True Valid | False PermissionDenied | False PermissionDenied | False PermissionDenied | "
                                + "True PermissionDenied"));
    }

    @ParameterizedTest
    @MethodSource("truthTable")
    void conditionsFollowFromHowAPassEnded(Standing standing, String expected) {
        ExternalStatus status = report(Optional.empty(), standing, NOW);
        assertThat(status.conditions()).extracting(Condition::getType)
                .containsExactly("Accepted", "Synced", "Ready", "Reconciling", "Stalled");
        assertThat(row(status)).isEqualTo(expected);
        assertThat(status.observedGeneration()).isEqualTo(3);
        assertThat(status.conditions()).allSatisfy(condition -> {
            assertThat(condition.getObservedGeneration()).isEqualTo(3);
            assertThat(condition.getMessage()).isNotBlank();
        });
    }

    @Test
    void whileTheServerDoesNotAnswerWhatIsKnownOfItStays() {
        ExternalStatus good = report(Optional.empty(), Standing.there(THERE, List.of(), true), NOW);
        ExternalStatus bad = report(Optional.of(good), Standing.failed(problem(Reason.DependencyUnreachable)), NOW.plusSeconds(9));
        assertThat(bad.external()).isEqualTo(THERE);
        assertThat(bad.problems()).extracting(Problem::reason).containsExactly(Reason.DependencyUnreachable);
    }

    @Test
    void nothingChangesWhenNothingHasChanged() {
        ExternalStatus first = report(Optional.empty(), Standing.there(THERE, List.of(), true), NOW);
        assertThat(report(Optional.of(first), Standing.there(THERE, List.of(), true), NOW.plusSeconds(60))).isEqualTo(first);
    }
}

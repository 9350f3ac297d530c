package io.shopfleet.operator.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.shopfleet.operator.architecture.planted.cluster.Customizes;
import io.shopfleet.operator.architecture.planted.cluster.DeletesNamesakes;
import io.shopfleet.operator.architecture.planted.cluster.ElectsLeaders;
import io.shopfleet.operator.architecture.planted.cluster.LooksAfterTheEnd;
import io.shopfleet.operator.architecture.planted.cluster.MergePatches;
import io.shopfleet.operator.architecture.planted.cluster.PatchesByControl;
import io.shopfleet.operator.architecture.planted.fleet.AsksTheClock;
import io.shopfleet.operator.architecture.planted.fleet.HoldsAClient;
import io.shopfleet.operator.architecture.planted.fleet.HoldsAClock;
import io.shopfleet.operator.architecture.planted.fleet.KnowsThePlan;
import io.shopfleet.operator.architecture.planted.plan.DrawsLots;
import io.shopfleet.operator.architecture.planted.plan.Logs;
import io.shopfleet.operator.architecture.planted.plan.PlanHelper;
import io.shopfleet.operator.architecture.planted.plan.ReadsSurroundings;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The borders of the operator's code")
class ArchitectureTest {
    private static final JavaClasses OPERATOR = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.shopfleet.operator");

    @Test
    void theWholeOperatorIsLookedAt() {
        assertThat(OPERATOR).anyMatch(type -> type.getSimpleName().equals("Fleet"))
                .anyMatch(type -> type.getSimpleName().equals("ShopServiceReconciler"))
                .hasSizeGreaterThan(60);
    }

    @TestFactory
    Stream<DynamicTest> everyRuleHolds() {
        return Rules.ALL.stream().map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(OPERATOR)));
    }

    static Stream<Arguments> planted() {
        return Stream.of(
                Arguments.of(AsksTheClock.class, Rules.PURE_PACKAGES_TAKE_NOTHING_FROM_CHANCE, "Instant.now()"),
                Arguments.of(HoldsAClock.class, Rules.PURE_PACKAGES_KNOW_NO_OUTSIDE, "java.time.Clock"),
                Arguments.of(HoldsAClient.class, Rules.PURE_PACKAGES_KNOW_NO_OUTSIDE, "KubernetesClient"),
                Arguments.of(HoldsAClient.class, Rules.ONE_CLIENT, "KubernetesClient"),
                Arguments.of(KnowsThePlan.class, Rules.LAYERS, "io.shopfleet.operator.plan.Plan"),
                Arguments.of(ArchitectureTest.class, Rules.LAYERS, "a package without a layer: architecture"),
                Arguments.of(DrawsLots.class, Rules.PURE_PACKAGES_TAKE_NOTHING_FROM_CHANCE, "UUID.randomUUID()"),
                Arguments.of(ReadsSurroundings.class, Rules.PURE_PACKAGES_TAKE_NOTHING_FROM_CHANCE, "System.getenv()"),
                Arguments.of(ReadsSurroundings.class, Rules.PURE_PACKAGES_TAKE_NOTHING_FROM_CHANCE, "System.nanoTime()"),
                Arguments.of(
                        ReadsSurroundings.class, Rules.PURE_PACKAGES_TAKE_NOTHING_FROM_CHANCE, "System.currentTimeMillis()"),
                Arguments.of(ReadsSurroundings.class, Rules.PURE_PACKAGES_TAKE_NOTHING_FROM_CHANCE, "Math.random()"),
                Arguments.of(Logs.class, Rules.PURE_PACKAGES_KNOW_NO_OUTSIDE, "org.jboss.logging.Logger"),
                Arguments.of(PlanHelper.class, Rules.TELLING_NAMES, "PlanHelper"),
                Arguments.of(MergePatches.class, Rules.NO_MERGE_PATCH, "jsonMergePatchPrimaryStatus"),
                Arguments.of(PatchesByControl.class, Rules.STATUS_BY_ONE_HAND, "patchStatus"),
                Arguments.of(DeletesNamesakes.class, Rules.NO_DELETE_WITHOUT_UID, "delete"),
                Arguments.of(Customizes.class, Rules.NO_CUSTOMIZED_CONFIGURATION, "ConfigurationServiceCustomizer"),
                Arguments.of(ElectsLeaders.class, Rules.LEASE_IN_ONE_PLACE, "LeaderElectionConfigurationBuilder"),
                Arguments.of(LooksAfterTheEnd.class, Rules.NO_PASS_AFTER_THE_LAST, "LooksAfterTheEnd"));
    }

    @Test
    void forEveryRuleSomethingIsPlanted() {
        assertThat(planted().map(arguments -> arguments.get()[1]).distinct())
                .containsExactlyInAnyOrderElementsOf(Rules.ALL);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("planted")
    @DisplayName("the guard finds what was planted")
    void theGuardFindsWhatWasPlanted(Class<?> planted, ArchRule rule, String named) {
        var result = rule.evaluate(new ClassFileImporter().importClasses(planted));
        assertThat(result.hasViolation()).isTrue();
        assertThat(result.getFailureReport().getDetails()).anyMatch(detail -> detail.contains(named));
    }
}

package io.shopfleet.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.ShopEnvironmentStatus;
import io.shopfleet.api.v1alpha1.UpgradeTurn;
import io.shopfleet.operator.embedded.Servers;
import io.shopfleet.operator.manifest.Yaml;
import io.shopfleet.operator.upgrade.Wave;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The status of an environment")
class EnvironmentReporterTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    /** Nobody has an older template. */
    private static final Wave QUIET = new Wave(List.of(), Optional.empty(), 0, Optional.empty());

    private static ShopEnvironment environment(String spec) {
        return Yaml.resource(
                "apiVersion: shopfleet.io/v1alpha1\nkind: ShopEnvironment\nmetadata: {name: default, generation: 4}\nspec: " + spec,
                ShopEnvironment.class);
    }

    private static ShopEnvironmentStatus report(String spec) {
        return report(environment(spec), NOON);
    }

    private static ShopEnvironmentStatus report(ShopEnvironment environment, Instant now) {
        return new EnvironmentReporter().report(environment, QUIET, Servers.NONE, now);
    }

    private static Condition upgraded(Wave wave) {
        return new EnvironmentReporter()
                .report(environment("{allowedNamespaces: {selector: {}}, upgrades: {atOnce: 2}}"), wave, Servers.NONE, NOON)
                .conditions()
                .getLast();
    }

    private static List<String> said(ShopEnvironmentStatus status) {
        return status.conditions().stream()
                .map(condition -> condition.getType() + " " + condition.getStatus() + " " + condition.getReason())
                .toList();
    }

    private static Kstatus kstatus(ShopEnvironmentStatus status) {
        return Kstatus.of(4, status.observedGeneration(), status.conditions());
    }

    private static void isStalled(ShopEnvironmentStatus status, Reason reason, String path) {
        assertThat(said(status)).containsExactly(
                "Accepted False " + reason, "Ready False " + reason, "Reconciling False Ready", "Stalled True " + reason,
                reason == Reason.Unreadable ? "Frozen Unknown Unreadable" : "Frozen False NotFrozen");
        assertThat(status.problems()).extracting(Problem::path).containsExactly(path);
        assertThat(kstatus(status)).isEqualTo(Kstatus.Failed);
    }

    @Test
    void isReadyWhenEveryValueIsKnown() {
        ShopEnvironmentStatus status = report("{allowedNamespaces: {selector: {}}}");
        assertThat(said(status)).containsExactly(
                "Accepted True Valid", "Ready True Ready", "Reconciling False Ready", "Stalled False Ready",
                "Frozen False NotFrozen");
        assertThat(status.observedGeneration()).isEqualTo(4);
        assertThat(status.problems()).isEmpty();
        assertThat(kstatus(status)).isEqualTo(Kstatus.Current);
    }

    @Test
    void namesAModeThatItDoesNotKnow() {
        ShopEnvironmentStatus status = report("{allowedNamespaces: {selector: {}}, telemetry: {mode: Carrier}}");
        isStalled(status, Reason.UnknownValue, "spec.telemetry.mode");
        assertThat(status.problems()).containsExactly(new Problem(
                "spec.telemetry.mode",
                Severity.Error,
                Reason.UnknownValue,
                "spec.telemetry.mode holds a value that this version of the operator does not know",
                "use None or Otlp, or upgrade the operator"));
    }

    @Test
    void namesAnOperatorThatItDoesNotKnow() {
        isStalled(
                report("{allowedNamespaces: {selector: {matchExpressions: [{key: a, operator: Like}]}}}"),
                Reason.UnknownValue,
                "spec.allowedNamespaces.selector.matchExpressions[].operator");
    }

    @Test
    void namesASelectorThatIsMissing() {
        isStalled(report("{}"), Reason.InvalidValue, "spec.allowedNamespaces.selector");
    }

    @Test
    void namesTheFieldThatCannotBeRead() {
        isStalled(
                report("{allowedNamespaces: {selector: {}}, images: {allowedRepositories: none}}"),
                Reason.Unreadable,
                "spec.images.allowedRepositories");
    }

    @Test
    void saysThatItIsFrozenUntilWhenAndWhy() {
        String spec = "{allowedNamespaces: {selector: {}}, freeze: {reason: stocktaking, until: \"2026-01-01T%s:00Z\"}}";
        ShopEnvironmentStatus status = report(spec.formatted("18:00"));
        assertThat(said(status)).containsExactly(
                "Accepted True Valid", "Ready True Ready", "Reconciling False Ready", "Stalled False Ready", "Frozen True Frozen");
        assertThat(status.conditions().getLast().getMessage()).isEqualTo("frozen until 2026-01-01T18:00:00Z (stocktaking); new "
                + "revisions wait, what serves is kept up, rollback works");
        assertThat(kstatus(status)).isEqualTo(Kstatus.Current);
        assertThat(said(report(spec.formatted("12:00")))).contains("Frozen False NotFrozen");
    }

    @Test
    void namesAnEndOfAFreezeThatIsNoTime() {
        ShopEnvironmentStatus status =
                report("{allowedNamespaces: {selector: {}}, freeze: {reason: stocktaking, until: on Monday}}");
        assertThat(status.problems()).containsExactly(new Problem(
                "spec.freeze.until", Severity.Error, Reason.InvalidValue, "spec.freeze.until is no time, so the freeze has no end",
                "write it like 2026-12-27T08:00:00Z"));
        assertThat(said(status)).contains("Ready False InvalidValue", "Frozen True Frozen");
    }

    @Test
    void namesAnIsolationThatItDoesNotKnow() {
        isStalled(
                report("{allowedNamespaces: {selector: {}}, network: {isolation: Strict}}"),
                Reason.UnknownValue,
                "spec.network.isolation");
    }

    @Test
    void namesAPeerThatItCannotRead() {
        isStalled(
                report("{allowedNamespaces: {selector: {}}, network: {isolation: None, alsoFrom: [{name: gateway, "
                        + "namespaces: {matchExpressions: [{key: a, operator: Like}]}}]}}"),
                Reason.UnknownValue,
                "spec.network.alsoFrom[].namespaces.matchExpressions[].operator");
    }

    @Test
    void doesNotClaimThatPoliciesAreEnforced() {
        ShopEnvironmentStatus status = report("{allowedNamespaces: {selector: {}}, network: {isolation: DeclaredCallers, "
                + "alsoFrom: [{name: gateway, namespaces: {}}]}}");
        assertThat(status.conditions().getLast())
                .extracting(Condition::getType, Condition::getStatus, Condition::getReason, Condition::getMessage)
                .containsExactly(
                        "NetworkIsolated",
                        "Unknown",
                        "NotVerified",
                        "services have policies that let in declared callers, gateway; whether the cluster enforces them is not known");
        assertThat(kstatus(status)).isEqualTo(Kstatus.Current);
    }

    @Test
    void keepsTheTimeOfATransitionThatDidNotHappen() {
        ShopEnvironment environment = environment("{allowedNamespaces: {selector: {}}}");
        environment.setStatus(report(environment, NOON));
        ShopEnvironmentStatus later = report(environment, NOON.plusSeconds(3600));
        assertThat(later).isEqualTo(environment.getStatus());
        environment.setSpec(environment("{}").getSpec());
        assertThat(report(environment, NOON.plusSeconds(3600)).conditions())
                .extracting(Condition::getLastTransitionTime)
                .containsExactly(
                        "2026-01-01T13:00:00Z", "2026-01-01T13:00:00Z", "2026-01-01T12:00:00Z", "2026-01-01T13:00:00Z",
                        "2026-01-01T12:00:00Z");
    }

    @Test
    void saysHowFarAnUpgradeIs() {
        var turn = new UpgradeTurn("shop/catalog", "2026-01-01T11:59:00Z");
        assertThat(upgraded(QUIET))
                .extracting(Condition::getType, Condition::getStatus, Condition::getReason, Condition::getMessage)
                .containsExactly("Upgraded", "True", "Upgraded", "every service has the pod template of this operator");
        assertThat(upgraded(new Wave(List.of(turn), Optional.empty(), 3, Optional.empty())))
                .extracting(Condition::getStatus, Condition::getReason, Condition::getMessage)
                .containsExactly(
                        "Unknown", "UpgradeRunning", "3 services have an older pod template; on its way: shop/catalog");
        assertThat(upgraded(new Wave(List.of(), Optional.empty(), 1, Optional.empty())))
                .extracting(Condition::getStatus, Condition::getReason, Condition::getMessage)
                .containsExactly(
                        "Unknown",
                        "UpgradeRunning",
                        "1 service has an older pod template; none of them is settled enough to be given a turn");
        assertThat(upgraded(new Wave(List.of(turn), Optional.of("shop/catalog: crashed"), 3, Optional.empty())))
                .extracting(Condition::getStatus, Condition::getReason, Condition::getMessage)
                .containsExactly("False", "UpgradeHalted", "shop/catalog: crashed");
    }

    @Test
    void isReadyWhenItsServersAre() {
        assertThat(said(report(new Servers(List.of(), List.of("kafka", "cache"), List.of("kafka", "postgres", "cache"))))).contains(
                "Accepted True Valid", "Ready Unknown Reconciling", "Reconciling True Reconciling", "Stalled False Ready");
        assertThat(said(report(new Servers(List.of(), List.of(), List.of("kafka"))))).contains(
                "Accepted True Valid", "Ready True Ready", "Reconciling False Ready", "Stalled False Ready");
    }

    @Test
    void tellsWhatKeepsAServerFromBeingRun() {
        var problem = new Problem("spec.kafka.embedded", Severity.Error, Reason.NotOwned, "somebody else's", "delete it");
        ShopEnvironmentStatus status = report(new Servers(List.of(problem), List.of("cache"), List.of("kafka", "cache")));
        assertThat(said(status)).contains(
                "Accepted True Valid", "Ready False NotOwned", "Reconciling False Ready", "Stalled True NotOwned");
        assertThat(status.problems()).containsExactly(problem);
    }

    private static ShopEnvironmentStatus report(Servers servers) {
        return new EnvironmentReporter().report(environment("{allowedNamespaces: {selector: {}}}"), QUIET, servers, NOON);
    }

    @Test
    void recordsWhoseTurnItIs() {
        var turn = new UpgradeTurn("shop/catalog", "2026-01-01T11:59:00Z");
        ShopEnvironmentStatus status = new EnvironmentReporter().report(
                environment("{allowedNamespaces: {selector: {}}}"), new Wave(List.of(turn), Optional.empty(), 0, Optional.empty()),
                Servers.NONE, NOON);
        assertThat(status.upgrading()).containsExactly(turn);
        assertThat(status.conditions()).as("no upgrade was asked for").extracting(Condition::getType).doesNotContain("Upgraded");
    }
}

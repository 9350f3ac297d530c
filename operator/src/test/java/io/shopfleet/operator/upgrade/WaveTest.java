package io.shopfleet.operator.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.shopfleet.api.v1alpha1.ShopEnvironment;
import io.shopfleet.api.v1alpha1.UpgradeTurn;
import io.shopfleet.api.v1alpha1.Upgrades;
import io.shopfleet.operator.fleet.Provider.Id;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The next wave of an upgrade")
class WaveTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Upgrades ONE_AT_ONCE = new Upgrades(1, "30m");
    private static final Upgrades TWO_AT_ONCE = new Upgrades(2, "30m");

    private static Id id(String name) {
        return new Id("shop", name);
    }

    /** In order, with an older template. */
    private static Outdated settled(String name, String... providers) {
        return new Outdated(id(name), true, Optional.empty(), ids(providers));
    }

    /** On its way, or in trouble that goes by itself. */
    private static Outdated unsettled(String name, String... providers) {
        return new Outdated(id(name), false, Optional.empty(), ids(providers));
    }

    private static Outdated stuck(String name, String why) {
        return new Outdated(id(name), false, Optional.of(why), Set.of());
    }

    private static Set<Id> ids(String... names) {
        return Arrays.stream(names).map(WaveTest::id).collect(Collectors.toSet());
    }

    private static UpgradeTurn turn(String name, String since) {
        return new UpgradeTurn("shop/" + name, since);
    }

    private static Wave next(Upgrades upgrades, List<UpgradeTurn> before, Outdated... outdated) {
        return Wave.next(Optional.of(upgrades), before, List.of(outdated), NOON);
    }

    private static List<String> services(Wave wave) {
        return wave.turns().stream().map(UpgradeTurn::service).toList();
    }

    @Test
    void givesNobodyATurnWhereNoUpgradeIsAskedFor() {
        Wave wave = Wave.next(
                Optional.empty(), List.of(turn("catalog", "2026-01-01T11:59:00Z")), List.of(unsettled("catalog")), NOON);
        assertThat(wave).isEqualTo(new Wave(List.of(), Optional.empty(), 1, Optional.empty()));
    }

    private static final String CATALOG_SINCE_ONE = "{service: shop/catalog, since: \"2026-01-01T01:00:00Z\"}";

    private static ShopEnvironment environment(String spec, String... turns) {
        return Serialization.unmarshal(
                "spec: %s\nstatus: {upgrading: [%s]}".formatted(spec, String.join(", ", turns)), ShopEnvironment.class);
    }

    @Test
    void givesNobodyANewTurnInAFreezeAndHaltsForNoneThatIsHeld() {
        var asked = environment(
                "{upgrades: {atOnce: 2}}", CATALOG_SINCE_ONE, "{service: shop/gone, since: \"2026-01-01T01:00:00Z\"}");
        var outdated = List.of(unsettled("catalog"), settled("orders"), stuck("payments", "it ends"));
        assertThat(Wave.of(asked, true, false, outdated, NOON)).isEqualTo(
                new Wave(List.of(turn("catalog", "2026-01-01T01:00:00Z")), Optional.empty(), 3, Optional.empty()));
    }

    @Test
    void turnsBeginAnewAfterAFreeze() {
        var asked = environment("{upgrades: {atOnce: 2}}", CATALOG_SINCE_ONE);
        var outdated = List.of(unsettled("catalog"), settled("orders"));
        Wave thawed = Wave.of(asked, false, true, outdated, NOON);
        assertThat(thawed.halted()).isEmpty();
        assertThat(thawed.turns())
                .containsExactly(turn("catalog", "2026-01-01T12:00:00Z"), turn("orders", "2026-01-01T12:00:00Z"));
        assertThat(Wave.of(asked, false, false, outdated, NOON).halted())
                .as("there was no freeze")
                .contains("shop/catalog: it did not arrive within 30m");
    }

    @Test
    void takesTurnsBackWhereNoUpgradeIsAskedForEvenInAFreeze() {
        var silent = environment("{}", CATALOG_SINCE_ONE);
        assertThat(Wave.of(silent, true, true, List.of(unsettled("catalog")), NOON).turns()).isEmpty();
        assertThat(Wave.of(silent, false, false, List.of(unsettled("catalog")), NOON).turns()).isEmpty();
    }

    @Test
    void turnsStandWhereTheEnvironmentCannotBeRead() {
        var unreadable = environment("null", CATALOG_SINCE_ONE);
        assertThat(Wave.of(unreadable, false, true, List.of(settled("orders")), NOON))
                .isEqualTo(new Wave(List.of(turn("catalog", "2026-01-01T01:00:00Z")), Optional.empty(), 0, Optional.empty()));
    }

    @Test
    void takesAsManyAsItMayInTheOrderOfTheirNames() {
        Wave wave = next(TWO_AT_ONCE, List.of(), settled("orders"), settled("catalog"), settled("payments"));
        assertThat(wave.turns())
                .containsExactly(turn("catalog", "2026-01-01T12:00:00Z"), turn("orders", "2026-01-01T12:00:00Z"));
        assertThat(wave.open()).isEqualTo(3);
        assertThat(wave.halted()).isEmpty();
        assertThat(wave.deadline()).contains(Instant.parse("2026-01-01T12:30:00Z"));
    }

    @Test
    void takesProvidersBeforeTheirDependants() {
        Outdated catalog = settled("catalog", "stock");
        Outdated stock = settled("stock");
        assertThat(services(next(TWO_AT_ONCE, List.of(), catalog, stock))).containsExactly("shop/stock");
        Wave meanwhile = next(TWO_AT_ONCE, List.of(turn("stock", "2026-01-01T11:59:00Z")), catalog, unsettled("stock"));
        assertThat(services(meanwhile)).containsExactly("shop/stock");
        assertThat(services(next(TWO_AT_ONCE, List.of(turn("stock", "2026-01-01T11:59:00Z")), catalog)))
                .as("the provider has arrived")
                .containsExactly("shop/catalog");
    }

    @Test
    void takesOneOfACircleFirst() {
        Wave wave = next(TWO_AT_ONCE, List.of(), settled("orders", "stock"), settled("stock", "orders"));
        assertThat(services(wave)).containsExactly("shop/orders");
    }

    @Test
    void aServiceThatDependsOnItselfIsNoCircle() {
        assertThat(services(next(TWO_AT_ONCE, List.of(), settled("a", "a"), settled("b")))).containsExactly("shop/a", "shop/b");
    }

    @Test
    void leavesOutWhatIsNotInOrderAndDoesNotWaitForIt() {
        Wave wave = next(TWO_AT_ONCE, List.of(), unsettled("stock"), settled("catalog", "stock"));
        assertThat(services(wave)).containsExactly("shop/catalog");
        assertThat(next(ONE_AT_ONCE, List.of(), unsettled("stock")).turns()).isEmpty();
    }

    @Test
    void keepsATurnUntilTheServiceHasArrived() {
        UpgradeTurn turn = turn("catalog", "2026-01-01T11:50:00Z");
        Wave wave = next(ONE_AT_ONCE, List.of(turn), unsettled("catalog"), settled("orders"));
        assertThat(wave.turns()).containsExactly(turn);
        assertThat(wave.deadline()).contains(Instant.parse("2026-01-01T12:20:00Z"));
    }

    @Test
    void haltsWhileOneIsStuckAndLetsTheOthersFinish() {
        List<UpgradeTurn> turns = List.of(turn("catalog", "2026-01-01T11:50:00Z"), turn("orders", "2026-01-01T11:50:00Z"));
        Wave wave = next(
                new Upgrades(3, "30m"), turns, stuck("catalog", "the container crashed"), unsettled("orders"), settled("payments"));
        assertThat(wave.turns()).isEqualTo(turns);
        assertThat(wave.halted()).contains("shop/catalog: the container crashed");
    }

    @Test
    void goesOnOnceTheStuckOneIsMendedOrGone() {
        List<UpgradeTurn> turns = List.of(turn("catalog", "2026-01-01T11:50:00Z"));
        assertThat(services(next(ONE_AT_ONCE, turns, settled("orders")))).containsExactly("shop/orders");
    }

    @Test
    void haltsWhenOneTakesTooLong() {
        List<UpgradeTurn> turns = List.of(turn("catalog", "2026-01-01T11:30:00Z"));
        Wave wave = next(TWO_AT_ONCE, turns, unsettled("catalog"), settled("orders"));
        assertThat(wave.turns()).isEqualTo(turns);
        assertThat(wave.halted()).contains("shop/catalog: it did not arrive within 30m");
        assertThat(wave.deadline()).as("there is nothing to wait for").isEmpty();
        assertThat(next(new Upgrades(2, "31m"), turns, unsettled("catalog"), settled("orders")).halted()).isEmpty();
    }

    @Test
    void fewerAtOnceTakesNoTurnAway() {
        List<UpgradeTurn> turns = List.of(turn("catalog", "2026-01-01T11:50:00Z"), turn("orders", "2026-01-01T11:50:00Z"));
        Wave wave = next(ONE_AT_ONCE, turns, unsettled("catalog"), unsettled("orders"), settled("payments"));
        assertThat(wave.turns()).isEqualTo(turns);
    }

    @Test
    void whatALooserSchemaLetsThroughCountsAsTheDefault() {
        Wave wave = next(new Upgrades(null, null), List.of(), settled("catalog"), settled("orders"));
        assertThat(services(wave)).containsExactly("shop/catalog");
        assertThat(wave.deadline()).contains(Instant.parse("2026-01-01T12:30:00Z"));
    }
}

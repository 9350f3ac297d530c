package io.shopfleet.operator.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.api.v1alpha1.CommandOutcome;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.memory.Trial.Meanwhile;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Wherever the operator ends, the story goes on: the same steps, each once, to the same end, and nothing told that was not so. */
class KillAtEveryWriteTest {

    static Stream<Scenario> scenarios() {
        return Stream.concat(withoutCommands(), withCommands());
    }

    static Stream<Scenario> withoutCommands() {
        return Stream.of(
                        Scenarios.ALL, AutoscaledScenarios.ALL, FrozenScenarios.ALL, Restarts.ALL, AdoptionScenarios.ALL,
                        MigrationScenarios.ALL)
                .flatMap(List::stream);
    }

    static Stream<Scenario> withCommands() {
        return Stream.concat(CommandScenarios.ALL.stream(), Stream.of(MigrationScenarios.RETRIED));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void undisturbedItRecordsExactlyTheStepsOfTheStory(Scenario scenario) {
        Trial undisturbed = Trial.undisturbed(scenario);

        assertThat(undisturbed.shop.actsAreOpen()).as("people still wait for something").isFalse();
        assertThat(undisturbed.shop.steps).isEqualTo(scenario.numberedSteps());
        assertThat(undisturbed.shop.events).isEqualTo(scenario.events());
        assertThat(undisturbed.writes).hasSizeGreaterThan(5);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void killedAfterAnyWriteItEndsAsIfNothingHadHappened(Scenario scenario) {
        Trial undisturbed = Trial.undisturbed(scenario);

        for (int write = 0; write < undisturbed.writes.size(); write++) {
            for (Meanwhile meanwhile : meanwhile(write)) {
                Trial resumed = Trial.resumed(undisturbed.writes.get(write), meanwhile);
                String when = "killed after write " + write + " of " + undisturbed.writes.size() + ", " + meanwhile;
                assertThat(resumed.shop.steps).as(when).isEqualTo(scenario.numberedSteps());
                assertThat(resumed.differsFrom(undisturbed)).as(when).isEmpty();
                assertThat(undisturbed.shop.events).as(when).containsAll(resumed.shop.events);
            }
        }
    }

    /** Both at every write with the property full; else in turns. */
    private static List<Meanwhile> meanwhile(int write) {
        return Boolean.getBoolean("full")
                ? List.of(Meanwhile.values())
                : List.of(Meanwhile.values()[write % Meanwhile.values().length]);
    }

    @ParameterizedTest
    @MethodSource("withoutCommands")
    void aStatusLostAfterAnyWriteCostsNoPodAndTheStoryGoesOn(Scenario scenario) {
        Trial undisturbed = Trial.undisturbed(scenario);

        for (int write = 0; write < undisturbed.writes.size(); write++) {
            var shop = new Shop(undisturbed.writes.get(write));
            if (!shop.serves()) {
                continue;
            }
            shop.world.edit(Shop.SERVICE, service -> service.remove("status"));
            Shop resumed = Trial.resumed(shop, Meanwhile.WORLD_GOES_ON).shop;
            ShopService end = resumed.service();
            String when = "status lost after write " + write + " of " + undisturbed.writes.size();
            assertThat(end.getStatus().phase()).as(when).isEqualTo(undisturbed.shop.service().getStatus().phase());
            assertThat(end.getStatus().version()).as(when).isEqualTo(undisturbed.shop.service().getStatus().version());
            assertThat(end.getStatus().availableReplicas()).as(when).isEqualTo(resumed.pods());
            assertThat(end.getStatus().candidate()).as(when).isNull();
        }
    }

    /** Nobody can tell whether it was carried out, so it is not; what the specification describes serves. */
    @ParameterizedTest
    @MethodSource("withCommands")
    void aCommandFoundWhenTheStatusIsLostIsNotCarriedOut(Scenario scenario) {
        Trial undisturbed = Trial.undisturbed(scenario);
        int given = 0;

        for (int write = 0; write < undisturbed.writes.size(); write++) {
            var shop = new Shop(undisturbed.writes.get(write));
            if (shop.actsAreOpen()) {
                continue;
            }
            given++;
            shop.world.edit(Shop.SERVICE, service -> service.remove("status"));
            ShopService end = Trial.resumed(shop, Meanwhile.WORLD_GOES_ON).shop.service();
            String when = "status lost after write " + write + " of " + undisturbed.writes.size();
            assertThat(end.getStatus().command().outcome()).as(when).isEqualTo(CommandOutcome.Refused);
            assertThat(end.getStatus().command().message()).as(when).startsWith("the status of the service was lost");
            assertThat(end.getStatus().rollback()).as(when).isNull();
            assertThat(end.getStatus().availableReplicas()).as(when).isEqualTo(end.getSpec().replicas());
        }
        assertThat(given).isPositive();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aStaleViewOfTheServiceNeverRepeatsAStepOrAWrite(Scenario scenario) {
        Trial undisturbed = Trial.undisturbed(scenario);
        List<String> writes = undisturbed.shop.effects.stream().sorted().toList();

        for (int pass = 1; pass < undisturbed.passes.size(); pass++) {
            Trial stale = Trial.stale(undisturbed.passes.get(pass));
            String when = "stale in pass " + pass + " of " + undisturbed.passes.size();
            assertThat(stale.shop.steps).as(when).isEqualTo(scenario.numberedSteps());
            assertThat(stale.differsFrom(undisturbed)).as(when).isEmpty();
            assertThat(stale.shop.effects.stream().sorted()).as(when).isEqualTo(writes);
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aStaleViewWhilePodsDieNeverPutsAnOlderStepInPlaceOfANewerOne(Scenario scenario) {
        Trial undisturbed = Trial.undisturbed(scenario);

        for (Trial.Beginning beginning : undisturbed.passes) {
            var shop = new Shop(beginning.shop());
            shop.loseAPodOfEachRevision();
            Trial stale = Trial.stale(new Trial.Beginning(shop, beginning.before()));
            assertThat(stale.shop.beats()).isEqualTo(LongStream.rangeClosed(1, stale.shop.beats().size()).boxed().toList());
        }
    }
}

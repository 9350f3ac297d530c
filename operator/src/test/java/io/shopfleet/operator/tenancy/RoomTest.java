package io.shopfleet.operator.tenancy;

import static io.shopfleet.operator.tenancy.Town.newcomer;
import static io.shopfleet.operator.tenancy.Town.pods;
import static io.shopfleet.operator.tenancy.Town.replicas;
import static io.shopfleet.operator.tenancy.Town.resident;
import static io.shopfleet.operator.tenancy.Town.services;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.api.v1alpha1.Limits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the limits leave to a service")
class RoomTest {

    private static List<String> refused(Limits limits, Tenant... tenants) {
        List<Tenant> all = List.of(tenants);
        return all.stream().map(Tenant::name).filter(name -> Room.of(name, all, limits).refused()).toList();
    }

    @Test
    void allFitUpToTheLimitItself() {
        assertThat(refused(replicas(10), newcomer("a", 1, 4), newcomer("b", 2, 6))).isEmpty();
        assertThat(refused(replicas(9), newcomer("a", 1, 4), newcomer("b", 2, 6))).containsExactly("b");
    }

    @Test
    void amongNewcomersTheOldestComesFirstAndWithinASecondTheName() {
        assertThat(refused(replicas(5), newcomer("a", 2, 5), newcomer("b", 1, 5))).containsExactly("a");
        assertThat(refused(replicas(5), newcomer("b", 1, 5), newcomer("a", 1, 5))).containsExactly("b");
    }

    @Test
    void whoAsksForMoreIsRefusedHoweverOldAndTheYoungOneThatDidNotChangeStays() {
        assertThat(refused(replicas(6), resident("old", 1, 2, 5), resident("young", 2, 4))).containsExactly("old");
        assertThat(Room.of("old", List.of(resident("old", 1, 2, 5), resident("young", 2, 4)), replicas(6)).held())
                .contains(pods(2));
    }

    @Test
    void aNewcomerNeverTakesTheRoomOfOneThatIsThereHoweverOldItIs() {
        assertThat(refused(replicas(6), newcomer("old", 1, 3), resident("young", 2, 4))).containsExactly("old");
    }

    @Test
    void ofTwoThatGrowTheOlderComesFirst() {
        assertThat(refused(replicas(6), resident("a", 2, 1, 4), resident("b", 1, 2, 3))).containsExactly("a");
    }

    @Test
    void whatDoesNotFitTakesNothingFromWhatComesAfterIt() {
        assertThat(refused(replicas(6), newcomer("large", 1, 7), newcomer("small", 2, 6))).containsExactly("large");
    }

    @Test
    void whoAsksForLessMakesRoomAtOnce() {
        assertThat(refused(replicas(6), resident("a", 1, 6, 2), newcomer("b", 2, 4))).isEmpty();
        assertThat(Room.of("a", List.of(resident("a", 1, 6, 2)), replicas(6)).held()).contains(pods(2));
    }

    @Test
    void aLowerLimitTakesNothingAndHoldsGrowthAlone() {
        assertThat(refused(replicas(1), resident("a", 1, 3), resident("b", 2, 3, 2), resident("c", 3, 3, 4)))
                .containsExactly("c");
    }

    @Test
    void aServiceWithoutPodsTakesOneOfTheServices() {
        assertThat(refused(services(2), resident("a", 1, 0), newcomer("b", 2, 0), newcomer("c", 3, 0))).containsExactly("c");
        assertThat(refused(replicas(0), newcomer("a", 1, 0))).isEmpty();
    }

    @Test
    void withoutALimitEverythingFits() {
        assertThat(refused(new Limits(null, null, null, null), newcomer("a", 1, 1000))).isEmpty();
    }

    @Test
    void aShortageNamesTheFiveThatHoldMostAndCountsTheRest() {
        List<Tenant> all = new ArrayList<>(IntStream.rangeClosed(1, 7)
                .mapToObj(number -> resident("s" + number, number, number))
                .toList());
        all.add(resident("none", 8, 0));
        all.add(newcomer("x", 9, 3));
        Shortage shortage = Room.of("x", all, replicas(30)).shortages().getFirst();
        assertThat(shortage.usage()).isEqualTo("the others use 28 (s7 7, s6 6, s5 5, s4 4, s3 3 and 2 more)");
        assertThat(Room.of("x", List.of(newcomer("x", 9, 3)), replicas(2)).shortages().getFirst().usage())
                .isEqualTo("the others use nothing");
    }

    /** Whoever is asked about, and in whatever order caches list them: the answers belong to one dealing out. */
    @Test
    void allAnswersTogetherKeepTheLimitAndDoNotDependOnTheOrderOfLooking() {
        var random = new Random(7);
        for (int round = 0; round < 500; round++) {
            var all = new ArrayList<Tenant>();
            int held = 0;
            for (int number = 0; number < 6; number++) {
                int holds = random.nextInt(4);
                all.add(random.nextBoolean()
                        ? newcomer("s" + number, 1 + random.nextInt(3), random.nextInt(5))
                        : resident("s" + number, 1 + random.nextInt(3), holds, random.nextInt(5)));
                held += all.getLast().kept().map(Amounts::replicas).orElse(0);
            }
            Limits limits = replicas(8);
            Map<String, Optional<Amounts>> answers = answers(all, limits);
            int total = answers.values().stream().flatMap(Optional::stream).mapToInt(Amounts::replicas).sum();
            assertThat(total).isLessThanOrEqualTo(Math.max(8, held));
            Collections.shuffle(all, random);
            assertThat(answers(all, limits)).isEqualTo(answers);
        }
    }

    private static Map<String, Optional<Amounts>> answers(List<Tenant> all, Limits limits) {
        return all.stream().collect(Collectors.toMap(Tenant::name, tenant -> Room.of(tenant.name(), all, limits).held()));
    }
}

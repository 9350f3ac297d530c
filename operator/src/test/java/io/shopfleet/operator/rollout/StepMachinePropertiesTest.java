package io.shopfleet.operator.rollout;

import static io.shopfleet.operator.rollout.Positions.A;
import static io.shopfleet.operator.rollout.Positions.B;
import static io.shopfleet.operator.rollout.Positions.C;
import static io.shopfleet.operator.rollout.Positions.back;
import static io.shopfleet.operator.rollout.Positions.failed;
import static io.shopfleet.operator.rollout.Positions.forward;
import static io.shopfleet.operator.rollout.Positions.serving;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.api.v1alpha1.Direction;
import io.shopfleet.api.v1alpha1.Rollback;
import io.shopfleet.operator.fleet.Sighting;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever happens around a rollout, and in whatever order. Revision a serves at first. */
@Label("The step machine, whatever happens")
class StepMachinePropertiesTest {

    enum Event {
        PASS, CONTROLLERS, A_READY, B_READY, C_READY, A_LOST, B_LOST, C_LOST, WANT_A, WANT_B, WANT_C, GATES, FREEZE, HOUR, SCALE,
        ROLL_BACK
    }

    private static final Set<Event> HEALTHY = Set.of(
            Event.PASS, Event.CONTROLLERS, Event.A_READY, Event.B_READY, Event.C_READY, Event.WANT_A, Event.WANT_B,
            Event.WANT_C, Event.GATES, Event.FREEZE, Event.HOUR, Event.ROLL_BACK);

    private static final Set<Event> WISHES =
            Set.of(Event.WANT_A, Event.WANT_B, Event.WANT_C, Event.ROLL_BACK);

    @Provide
    Arbitrary<Event> any() {
        return weighted().filter(event -> event != Event.SCALE);
    }

    @Provide
    Arbitrary<Event> anyAndScale() {
        return weighted();
    }

    @Provide
    Arbitrary<Event> healthy() {
        return weighted().filter(HEALTHY::contains);
    }

    private static Arbitrary<Event> weighted() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just(Event.PASS)),
                Tuple.of(4, Arbitraries.just(Event.CONTROLLERS)),
                Tuple.of(4, Arbitraries.of(Event.A_READY, Event.B_READY, Event.C_READY)),
                Tuple.of(3, Arbitraries.of(Event.values())));
    }

    private static void happen(World world, Event event, Random chance) {
        switch (event) {
            case PASS -> world.pass();
            case CONTROLLERS -> world.controllers();
            case A_READY -> world.ready(A, 1);
            case B_READY -> world.ready(B, 1);
            case C_READY -> world.ready(C, 1);
            case A_LOST -> world.lose(A);
            case B_LOST -> world.lose(B);
            case C_LOST -> world.lose(C);
            case WANT_A -> world.wanted = A;
            case WANT_B -> world.wanted = B;
            case WANT_C -> world.wanted = C;
            case GATES -> world.gates = !world.gates;
            case FREEZE -> world.frozen = !world.frozen;
            case HOUR -> world.now = world.now.plusSeconds(3600);
            case ROLL_BACK -> world.rollBack();
            case SCALE -> world.replicas = chance.nextInt(9);
        }
    }

    @Property
    @Label("asks for at most a quarter more pods than wanted")
    void asksForAtMostAQuarterMorePodsThanWanted(
            @ForAll @IntRange(max = 12) int replicas, @ForAll @Size(max = 120) List<@From("any") Event> events) {
        var world = new World(replicas, true);
        int most = replicas + (replicas + 3) / 4;
        for (Event event : events) {
            happen(world, event, new Random(0));
            if (world.at.moving()) {
                assertThat(world.at.step().serving() + world.at.step().candidate()).isLessThanOrEqualTo(most);
                assertThat(world.at.step().serving()).isBetween(0, replicas);
                assertThat(world.at.step().candidate()).isBetween(0, replicas);
            }
        }
    }

    @Property
    @Label("gives a candidate nothing in a freeze but by a command to roll back")
    void givesACandidateNothingInAFreeze(
            @ForAll @IntRange(max = 8) int replicas,
            @ForAll boolean serves,
            @ForAll @Size(max = 120) List<@From("anyAndScale") Event> events,
            @ForAll Random chance) {
        var world = new World(replicas, serves);
        for (Event event : events) {
            Position before = world.at;
            happen(world, event, chance);
            if (world.frozen && event == Event.PASS && before.rollback().isEmpty()) {
                Position after = world.at;
                assertThat(after.serving()).isEqualTo(before.serving());
                assertThat(after.candidate().filter(some -> !before.isCandidate(some))).isEmpty();
                assertThat(after.moving() ? after.step().candidate() : 0).isLessThanOrEqualTo(before.step().candidate());
            }
        }
    }

    @Property
    @Label("never takes an available pod away that is needed")
    void neverTakesAnAvailablePodAwayThatIsNeeded(
            @ForAll @IntRange(min = 1, max = 12) int replicas,
            @ForAll @Size(max = 160) List<@From("healthy") Event> events) {
        var world = new World(replicas, true);
        for (Event event : events) {
            happen(world, event, new Random(0));
            assertThat(world.available()).as("after %s at %s", event, world.at).isGreaterThanOrEqualTo(replicas);
        }
    }

    @Property
    @Label("counts every change of position, and only changes, and records the pods that each is for")
    void countsEveryChangeOfPositionAndOnlyChanges(
            @ForAll @IntRange(max = 8) int replicas,
            @ForAll boolean serves,
            @ForAll @Size(max = 120) List<@From("anyAndScale") Event> events,
            @ForAll long seed) {
        var world = new World(replicas, serves);
        var chance = new Random(seed);
        for (Event event : events) {
            Position before = world.at;
            happen(world, event, chance);
            if (!world.at.equals(before)) {
                assertThat(world.at.beat()).isEqualTo(before.beat() + 1);
            }
            if (!world.at.equals(before) && event != Event.ROLL_BACK) {
                assertThat(world.at.replicas()).isEqualTo(Optional.of(world.replicas).filter(pods -> world.at.moving()));
            }
        }
    }

    @Property
    @Label("answers the same to the same")
    void answersTheSameToTheSame(
            @ForAll @IntRange(max = 8) int replicas,
            @ForAll @Size(max = 80) List<@From("anyAndScale") Event> events,
            @ForAll long seed) {
        var world = new World(replicas, true);
        var chance = new Random(seed);
        for (Event event : events) {
            happen(world, event, chance);
            assertThat(StepMachine.next(world.at, world.goal(), world.fleet()))
                    .isEqualTo(StepMachine.next(world.at, world.goal(), world.fleet()));
        }
    }

    @Property
    @Label("always comes to an end of the way forward, even when pods come and go for ever")
    void alwaysComesToAnEndOfTheWayForward(@ForAll @IntRange(max = 9) int replicas, @ForAll @IntRange(max = 9) int most) {
        var world = new World(replicas, true);
        world.wanted = B;
        world.pass();
        assertThat(world.at.candidate()).contains(B);
        // One step per pod and one more, each at most a deadline of 60 s, at 5 s a pass; then the next loss ends it.
        for (int pass = 0; pass < (replicas + 2) * 13 + 40 && forwardTo(world.at, B); pass++) {
            world.controllers();
            if (world.available(B) < most) {
                world.ready(B, 1);
            } else {
                world.lose(B);
            }
            world.pass();
        }
        assertThat(forwardTo(world.at, B)).as("%s", world.at).isFalse();
        assertThat(world.at.isServing(B) || world.at.direction() == Direction.Back).isTrue();
    }

    private static boolean forwardTo(Position at, String revision) {
        return at.isCandidate(revision) && at.direction() == Direction.Forward;
    }

    @Property
    @Label("always ends the way back with the candidate gone, when serving pods are healthy")
    void alwaysEndsTheWayBackWithTheCandidateGone(
            @ForAll @IntRange(max = 10) int replicas,
            @ForAll @Size(max = 80) List<@From("any") Event> before) {
        var world = new World(replicas, true);
        before.forEach(event -> happen(world, event, new Random(0)));
        world.at = world.at.forget();
        world.wanted = world.at.serving().orElseThrow();
        for (int pass = 0; pass < 4 * replicas + 10; pass++) {
            world.pass();
            world.controllers();
            world.ready(world.at.serving().orElseThrow(), replicas);
        }
        assertThat(world.at.moving()).as("%s", world.at).isFalse();
        assertThat(world.at.serving()).contains(world.wanted);
        assertThat(world.deployments).containsOnlyKeys(world.wanted);
    }

    @Property
    @Label("is never held by gates once a candidate has started")
    void isNeverHeldByGatesOnceACandidateHasStarted(
            @ForAll boolean goingBack,
            @ForAll @IntRange(max = 4) int old,
            @ForAll @IntRange(max = 4) int young,
            @ForAll @IntRange(max = 4) int oldAvailable,
            @ForAll @IntRange(max = 4) int youngAvailable,
            @ForAll boolean late) {
        Position at = goingBack ? back(old, young) : forward(old, young);
        var fleet = new Sighting()
                .at(Positions.NOON.plusSeconds(late ? 601 : 5))
                .deployment(A, old, oldAvailable)
                .deployment(B, young, youngAvailable)
                .fleet();
        assertThat(StepMachine.next(at, Positions.gated(B, 4), fleet))
                .isEqualTo(StepMachine.next(at, Positions.goal(B, 4), fleet));
    }

    @Property
    @Label("never tries again what was rolled back while the spec describes it")
    void neverTriesAgainWhatWasRolledBack(
            @ForAll @IntRange(min = 1, max = 8) int replicas,
            @ForAll @Size(max = 80) List<@From("any") Event> before,
            @ForAll @Size(max = 80) List<@From("any") Event> after) {
        var world = new World(replicas, true);
        before.forEach(event -> happen(world, event, new Random(0)));
        world.wanted = B;
        world.at = world.at.rollBack(new Rollback(B, A));
        boolean arrived = world.at.isServing(A) && !world.at.moving();
        for (Event event : after) {
            if (!WISHES.contains(event)) {
                happen(world, event, new Random(0));
            }
            assertThat(arrived && world.at.isCandidate(B)).as("%s", world.at).isFalse();
            arrived |= world.at.isServing(A) && !world.at.moving();
        }
        if (arrived) {
            assertThat(world.at.serving()).contains(A);
        }
    }

    @Property
    @Label("does not try a failed revision again while it is the wanted one")
    void doesNotTryAFailedRevisionAgain(
            @ForAll @IntRange(max = 8) int replicas, @ForAll @IntRange(max = 8) int available, @ForAll boolean gates) {
        Position at = serving(A).withFailure(Optional.of(failed(B)));
        var goal = new Goal(
                Optional.of(B), Optional.of(B), Optional.empty(), gates, false, replicas, new Rolling(), World.DEADLINE);
        assertThat(StepMachine.next(at, goal, new Sighting().deployment(A, replicas, available).fleet())).isEqualTo(at);
    }
}

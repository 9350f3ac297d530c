package io.shopfleet.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.shopfleet.api.v1alpha1.Direction;
import io.shopfleet.api.v1alpha1.RolloutStatus;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.api.v1alpha1.ShopServiceStatus;
import io.shopfleet.operator.fleet.Child;
import io.shopfleet.operator.fleet.ManagedKind;
import io.shopfleet.operator.fleet.ObjectKey;
import io.shopfleet.operator.fleet.RevisionRecord;
import io.shopfleet.operator.fleet.Sighting;
import io.shopfleet.operator.fleet.Workload;
import io.shopfleet.operator.manifest.Yaml;
import io.shopfleet.operator.plan.Plan.Number;
import io.shopfleet.operator.plan.Plan.Scale;
import io.shopfleet.operator.render.Names;
import io.shopfleet.operator.render.RevisionObjects;
import io.shopfleet.operator.rollout.Position;
import io.shopfleet.operator.rollout.Step;
import io.shopfleet.operator.tenancy.Amounts;
import io.shopfleet.operator.tenancy.Limit;
import io.shopfleet.operator.tenancy.Room;
import io.shopfleet.operator.tenancy.Shortage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The number of pods")
class SizingTest {
    private static final String A = "aaaaaaaaaa";
    private static final String B = "bbbbbbbbbb";
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Position REST = new Position(
            7, Optional.of(A), Optional.empty(), Direction.Forward, new Step(0, 0), NOON, NOON, Optional.empty());
    private static final RevisionRecord RECORD = new RevisionRecord(A, 1, "1", "0", 1, "1", "a:1", "{}", "{}", "[]", "{}", false);
    private static final Names NAMES = new Names("orders", "shop", "mine", "shopfleet.io/v1alpha1");
    private static final Live LIVE =
            new Live(NAMES, List.of(A), List.of(new RevisionObjects(NAMES, RECORD, Optional.empty())), Optional.empty());

    private static Position moving(int serving, int candidate, Integer pods) {
        return new Position(
                7, Optional.of(A), Optional.of(B), Direction.Forward, new Step(serving, candidate), NOON, NOON,
                Optional.empty(), Optional.empty(), Optional.ofNullable(pods));
    }

    private static ShopService service(String number) {
        return Yaml.resource(
                """
                apiVersion: shopfleet.io/v1alpha1
                kind: ShopService
                metadata: {name: orders, namespace: shop, uid: mine}
                spec: {image: "a:1", %s}
                """.formatted(number),
                ShopService.class);
    }

    private static ShopService autoscaled() {
        return service("replicas: 1, autoscaling: {min: 2, max: 10, cpuPercent: 70}");
    }

    private static ShopService recorded(ShopService service) {
        service.setStatus(new ShopServiceStatus(
                1L, null, null, null, null, null, null, null, null, null, null, null, null,
                new RolloutStatus(7L, null, null, null, null, true, null, null, null), null, null, null, null, null, null));
        return service;
    }

    private static Child child(ManagedKind kind, String revision, boolean scaled, boolean attended) {
        return new Child(
                new ObjectKey(kind, "orders-" + revision), "uid", "1", Optional.of("mine"), Map.of(), Optional.of(revision),
                "", Optional.empty(), Optional.empty(), Optional.empty(), 0, Optional.empty(), scaled, attended, false, false);
    }

    private static Sighting seen(int pods) {
        return new Sighting().record(RECORD).deployment(A, pods, pods).child(child(ManagedKind.Deployment, A, true, false));
    }

    private static Sighting autoscaler(Sighting seen, String revision, boolean attended) {
        return seen.child(child(ManagedKind.HorizontalPodAutoscaler, revision, false, attended));
    }

    private static Sizing sizing(ShopService service, Sighting seen, Position at) {
        return new Sizing(service, seen.fleet(), at);
    }

    private static List<Scale> scales(Sizing sizing) {
        return sizing.scales(LIVE).toList();
    }

    private static Optional<Integer> least(Sizing sizing) {
        return sizing.autoscaler(REST, LIVE)
                .map(object -> ((HorizontalPodAutoscaler) object).getSpec().getMinReplicas());
    }

    @Test
    void withAnAutoscalerIsWhatIsThereAndIsNotPlanned() {
        Sizing sizing = sizing(autoscaled(), seen(5), REST);
        assertThat(sizing.replicas()).isEqualTo(5);
        assertThat(sizing.least()).isEqualTo(2);
        assertThat(sizing.number()).isEqualTo(Number.Autoscalers);
        assertThat(scales(sizing)).isEmpty();
    }

    @Test
    void anAutoscalerThatComesTakesNoPodAwayWithinItsBounds() {
        assertThat(least(sizing(autoscaled(), seen(5), REST))).contains(5);
        assertThat(least(sizing(autoscaled(), seen(1), REST))).contains(2);
        assertThat(least(sizing(autoscaled(), seen(12), REST))).contains(10);
    }

    @Test
    void anAutoscalerStaysAsItIsUntilItsControllerHasSeenItAndThenItsMinimumCounts() {
        Sizing unseen = sizing(autoscaled(), autoscaler(seen(5), A, false), REST);
        assertThat(least(unseen)).isEmpty();
        assertThat(unseen.leaving(REST)).isEmpty();
        assertThat(least(sizing(autoscaled(), autoscaler(seen(5), A, true), REST))).contains(2);
    }

    @Test
    void aRolloutWaitsUntilTheAutoscalerIsGoneAndIsForTheNumberThatItLeft() {
        Sizing before = sizing(autoscaled(), autoscaler(seen(5), A, true), REST);
        Position start = moving(5, 2, 5);
        assertThat(before.holds(start)).isTrue();
        assertThat(before.holds(REST)).isFalse();
        assertThat(before.leaving(start)).extracting(Child::isAutoscaler).containsExactly(true);
        assertThat(before.autoscaler(start, LIVE)).isEmpty();
        Sizing after = sizing(autoscaled(), seen(5), REST);
        assertThat(after.holds(start)).isFalse();
        assertThat(after.goal()).isEqualTo(5);
    }

    @Test
    void aRolloutUnderWayDoesNotWaitForAnAutoscalerThatCameBack() {
        Sizing moving = sizing(autoscaled(), autoscaler(seen(5), A, true), moving(5, 2, 5));
        assertThat(moving.holds(moving(4, 3, 5))).isFalse();
        assertThat(moving.leaving(moving(4, 3, 5))).hasSize(1);
    }

    @Test
    void anAutoscalerThatIsLeavingAlreadyHoldsNothingUpAndIsNotSentAwayAgain() {
        Child leaving = new Child(
                new ObjectKey(ManagedKind.HorizontalPodAutoscaler, "orders-" + A), "uid", "1", Optional.of("mine"), Map.of(),
                Optional.of(A), "", Optional.empty(), Optional.empty(), Optional.empty(), 0, Optional.empty(), false, true, true, false);
        Sizing sizing = sizing(autoscaled(), seen(5).child(leaving), REST);
        assertThat(sizing.holds(moving(5, 2, 5))).isFalse();
        assertThat(sizing.leaving(moving(5, 2, 5))).isEmpty();
    }

    @Test
    void ofARevisionWithoutARecordAndADeploymentIsNotPlanned() {
        Live live = new Live(NAMES, List.of(A, B), LIVE.objects(), Optional.empty());
        assertThat(sizing(service("replicas: 4"), seen(4), moving(3, 2, 4)).scales(live))
                .extracting(Scale::revision)
                .containsExactly(A);
    }

    @Test
    void isTheOperatorsUntilARevisionServes() {
        assertThat(sizing(autoscaled(), new Sighting(), Position.NONE).number()).isEqualTo(Number.Operators);
    }

    @Test
    void aRolloutKeepsItsNumberWhateverTheDeploymentsHave() {
        assertThat(sizing(autoscaled(), seen(3), moving(3, 4, 5)).goal()).isEqualTo(5);
        assertThat(sizing(service("replicas: 4"), seen(3), moving(3, 4, 5)).goal()).isEqualTo(4);
    }

    @Test
    void aRolloutWithoutARecordedNumberIsForTheLargerOfItsRevisions() {
        assertThat(sizing(autoscaled(), seen(3), moving(3, 4, null)).goal()).isEqualTo(4);
    }

    @Test
    void aRolloutStaysWithinTheBoundsOfNow() {
        assertThat(sizing(autoscaled(), seen(1), moving(1, 1, 1)).goal()).isEqualTo(2);
        assertThat(sizing(autoscaled(), seen(12), moving(12, 3, 12)).goal()).isEqualTo(10);
    }

    @Test
    void whilePodsMoveNoAutoscalerStays() {
        Position at = moving(4, 2, 4);
        Sizing sizing = sizing(autoscaled(), autoscaler(seen(4), A, true), at);
        assertThat(sizing.leaving(at)).hasSize(1);
        assertThat(sizing.leaving(REST)).hasSize(1);
        assertThat(sizing.autoscaler(REST, LIVE)).isEmpty();
        assertThat(sizing.number()).isEqualTo(Number.Taken);
    }

    @Test
    void switchedOffTheNumberSeenComesFirstAndThenTheSpecs() {
        Sizing first = sizing(service("replicas: 3"), autoscaler(seen(7), A, true), REST);
        assertThat(first.leaving(REST)).hasSize(1);
        assertThat(first.number()).isEqualTo(Number.Taken);
        assertThat(scales(first)).extracting(Scale::replicas).containsExactly(7);
        Sizing resumed = sizing(recorded(service("replicas: 3")), seen(7), REST);
        assertThat(resumed.number()).isEqualTo(Number.Taken);
        assertThat(scales(resumed)).extracting(Scale::replicas).containsExactly(7);
        Sizing then = sizing(service("replicas: 3"), seen(7), REST);
        assertThat(then.number()).isEqualTo(Number.Operators);
        assertThat(scales(then)).extracting(Scale::replicas).containsExactly(3);
    }

    @Test
    void aDeploymentThatTheOperatorHadAtZeroIsLiftedAndOneThatAPersonPutThereIsNot() {
        assertThat(scales(sizing(autoscaled(), seen(0), REST))).extracting(Scale::replicas).containsExactly(2);
        Sighting byHand = seen(0).child(child(ManagedKind.Deployment, A, false, false));
        assertThat(scales(sizing(autoscaled(), byHand, REST))).isEmpty();
        assertThat(sizing(autoscaled(), byHand, REST).replicas()).isZero();
    }

    @Test
    void aDeploymentThatIsNewInItsPlaceBeginsWithTheMinimum() {
        assertThat(scales(sizing(autoscaled(), new Sighting().record(RECORD), REST)))
                .extracting(Scale::replicas).containsExactly(2);
        Sighting unstamped = new Sighting().record(RECORD).workload(new Workload(A, 1, true, 1, 1, false));
        assertThat(scales(sizing(autoscaled(), unstamped, REST))).extracting(Scale::replicas).containsExactly(2);
    }

    @Test
    void aNumberThatCannotBeReadLeavesEverythingAsItIs() {
        Sizing sizing = sizing(service("replicas: 1, autoscaling: {min: 2}"), autoscaler(seen(5), A, true), REST);
        assertThat(sizing.replicas()).isEqualTo(5);
        assertThat(sizing.goal()).isEqualTo(5);
        assertThat(scales(sizing)).isEmpty();
        assertThat(sizing.leaving(REST)).isEmpty();
        assertThat(least(sizing)).isEmpty();
    }

    /** The limits of the environment leave no room for what the spec asks for now. */
    private static Room refused(Integer held) {
        var shortage = new Shortage(Limit.replicas, BigDecimal.ONE, BigDecimal.TEN, Map.of());
        return new Room(
                Optional.ofNullable(held).map(pods -> new Amounts(pods, BigDecimal.ZERO, BigDecimal.ZERO)), List.of(shortage));
    }

    @Test
    void whatTheLimitsRefuseIsNotMadeAndFewerPodsAlwaysAre() {
        assertThat(scales(sizing(service("replicas: 9"), seen(4).room(refused(4)), REST)))
                .extracting(Scale::replicas).containsExactly(4);
        assertThat(scales(sizing(service("replicas: 3"), seen(4).room(refused(4)), REST)))
                .extracting(Scale::replicas).containsExactly(3);
        assertThat(sizing(service("replicas: 9"), seen(2).room(refused(4)), moving(2, 3, 4)).goal()).isEqualTo(4);
    }

    @Test
    void whatHoldsNothingOfTheLimitsKeepsThePodsThereAre() {
        assertThat(sizing(service("replicas: 9"), seen(4).room(refused(null)), REST).replicas()).isEqualTo(4);
        assertThat(sizing(service("replicas: 9"), seen(2).room(refused(null)), moving(2, 3, 4)).replicas()).isEqualTo(4);
    }

    @Test
    void anAutoscalerStaysBelowWhatTheServiceHolds() {
        Sizing sizing = sizing(autoscaled(), autoscaler(seen(4), A, true).room(refused(6)), REST);
        assertThat(sizing.autoscaler(REST, LIVE)).hasValueSatisfying(object -> {
            var spec = ((HorizontalPodAutoscaler) object).getSpec();
            assertThat(spec.getMinReplicas()).isEqualTo(2);
            assertThat(spec.getMaxReplicas()).isEqualTo(6);
        });
        Sizing one = sizing(autoscaled(), autoscaler(seen(1), A, true).room(refused(1)), REST);
        assertThat(least(one)).contains(1);
        Sizing none = sizing(autoscaled(), seen(0).room(refused(0)), REST);
        assertThat(least(none)).isEmpty();
        assertThat(none.replicas()).isZero();
    }
}

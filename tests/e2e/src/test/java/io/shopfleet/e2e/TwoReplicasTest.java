package io.shopfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.shopfleet.testkit.AuditLog;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Two pods of the operator: whatever happens to the one that leads in mid-rollout, the other goes on, and only it writes. */
@OnNode
@Order(10)
class TwoReplicasTest {
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration START = Duration.ofSeconds(10);
    /** It takes less than two; the rest is for a machine that is busy. Without the hand-over it takes fifteen and more. */
    private static final Duration HAND_OVER = Duration.ofSeconds(4);

    @BeforeAll
    static void two() {
        Operator.scale(2);
    }

    @AfterAll
    static void one() {
        Operator.scale(1);
    }

    /** By the standby; or by itself, when its container starts again before the lease has run out, for it is the same pod. */
    @Test
    void aLeaderThatIsKilledIsFollowedWithinItsLease() {
        Shop shop = Shop.shared();
        Operator.scale(2);
        Pod leader = leader();
        beginRollout(shop);
        Operator.kill(Operator.process(leader));
        ZonedDateTime renewed = lease().getRenewTime();
        Await.until("a process to lead", () -> lease().getRenewTime().isAfter(renewed));
        assertThat(lease().getRenewTime()).isBefore(renewed.plus(LEASE).plus(START));
        shop.awaitOnlyServing(Shop.CATALOG);
    }

    @Test
    void aLeaderThatIsFrozenIsFollowedAndWritesNothingWhenItWakesUp() {
        Shop shop = Shop.shared();
        Operator.scale(2);
        Pod leader = leader();
        long process = Operator.process(leader);
        beginRollout(shop);
        Operator.signal("STOP", process);
        ZonedDateTime renewed = lease().getRenewTime();
        followsWithinTheLease(leader, renewed);
        AuditLog.Mark awake = Node.audit().mark();
        Operator.signal("CONT", process);
        Await.until("the process that woke up to end", () -> ended(leader));
        shop.awaitOnlyServing(Shop.CATALOG);
        assertThat(writes(awake)).isNotEmpty().extracting(AuditLog.Entry::pod).doesNotContain(leader.getMetadata().getName());
    }

    @Test
    void aLeaderThatIsAskedToStopHandsOver() {
        Shop shop = Shop.shared();
        Operator.scale(2);
        Pod leader = leader();
        beginRollout(shop);
        long process = Operator.process(leader);
        Instant asked = Instant.now();
        Operator.signal("TERM", process);
        Await.until("another to lead", () -> !leads(leader) && !lease().getHolderIdentity().isEmpty());
        assertThat(lease().getAcquireTime().toInstant()).isBefore(asked.plus(HAND_OVER));
        System.out.printf("the next leads %d ms after the signal%n",
                Duration.between(asked, lease().getAcquireTime().toInstant()).toMillis());
        shop.awaitOnlyServing(Shop.CATALOG);
    }

    private static void beginRollout(Shop shop) {
        String version = shop.status(Shop.CATALOG).orElseThrow().version();
        shop.applyVersion(Shop.CATALOG, version.equals("1.0.0") ? "1.1.0" : "1.0.0");
        Await.atOnce("the rollout to begin", () -> shop.status(Shop.CATALOG).orElseThrow().candidate() != null);
    }

    private static void followsWithinTheLease(Pod leader, ZonedDateTime renewed) {
        Await.until("another to lead", () -> !leads(leader));
        assertThat(lease().getAcquireTime()).isBefore(renewed.plus(LEASE).plus(START));
        System.out.printf("the next leads %d s after the last renewal%n",
                Duration.between(renewed, lease().getAcquireTime()).toSeconds());
    }

    private static List<AuditLog.Entry> writes(AuditLog.Mark since) {
        return Node.audit().writesBy(Operator.USER, since);
    }

    private static boolean ended(Pod pod) {
        return Operator.pods().stream()
                .filter(now -> now.getMetadata().getUid().equals(pod.getMetadata().getUid()))
                .flatMap(now -> now.getStatus().getContainerStatuses().stream())
                .map(ContainerStatus::getRestartCount)
                .anyMatch(count -> count > pod.getStatus().getContainerStatuses().getFirst().getRestartCount());
    }

    private static Pod leader() {
        Await.until("a pod to lead", () -> Operator.pods().stream().anyMatch(TwoReplicasTest::leads));
        return Operator.pods().stream().filter(TwoReplicasTest::leads).findFirst().orElseThrow();
    }

    private static boolean leads(Pod pod) {
        return (pod.getMetadata().getName() + "_" + pod.getMetadata().getUid()).equals(lease().getHolderIdentity());
    }

    private static LeaseSpec lease() {
        return Node.client().resources(Lease.class).inNamespace(Operator.NAMESPACE).withName("shopfleet").get().getSpec();
    }
}

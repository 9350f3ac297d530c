package io.shopfleet.operator.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.shopfleet.testkit.ApiServer;
import io.shopfleet.testkit.AuditLog;
import io.shopfleet.testkit.Chart;
import io.shopfleet.testkit.Edit;
import io.shopfleet.testkit.PackagedOperator;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Replicas of one installation. Each test ends the one that leads, in its own way; the last one ends the last. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LeaderElectionIT {
    private static final Duration LEASE = Duration.ofSeconds(15);

    private static ApiServer server;
    private static String system;
    private static Shop shop;
    private static List<PackagedOperator> replicas;

    @BeforeAll
    static void startReplicas() {
        server = ApiServer.shared();
        system = Chart.install(server);
        shop = Shop.open(server);
        replicas = IntStream.rangeClosed(1, 3)
                .mapToObj(number -> PackagedOperator.start(server, system, "replica-" + number))
                .toList();
        replicas.forEach(PackagedOperator::awaitReady);
    }

    @AfterAll
    static void close() {
        replicas.forEach(PackagedOperator::close);
        shop.close();
    }

    @Test
    @Order(1)
    void givesTheLeaseBackWhenAskedToStop() {
        var leader = leader();
        ZonedDateTime renewed = lease().getRenewTime();
        leader.signal("TERM");
        assertThat(leader.exitCode()).as("ended by the signal, without hanging").isEqualTo(143);
        var next = leaderOtherThan(leader);
        assertThat(lease().getAcquireTime()).as("long before the lease would have run out").isBefore(renewed.plus(LEASE));
        works(next);
        assertThat(replicas.stream().filter(PackagedOperator::isAlive).filter(replica -> replica != next))
                .hasSize(1)
                .allSatisfy(standby -> assertThat(leads(standby)).isZero());
    }

    @Test
    @Order(2)
    void isReplacedAfterTheLeaseRanOutWhenItIsKilled() {
        var leader = leader();
        leader.signal("KILL");
        assertThat(leader.exitCode()).isEqualTo(137);
        ZonedDateTime renewed = lease().getRenewTime();
        var next = leaderOtherThan(leader);
        assertThat(lease().getAcquireTime())
                .as("a candidate reads its clock a moment before it reads the lease")
                .isAfter(renewed.plus(LEASE).minusSeconds(3));
        works(next);
    }

    @Test
    @Order(3)
    void endsAtOnceWhenAnotherTookItsLease() {
        var leader = leader();
        Edit.persistently(() -> server.admin().resources(Lease.class).inNamespace(system).withName("shopfleet").edit(lease -> {
            lease.getSpec().setHolderIdentity("thief");
            lease.getSpec().setRenewTime(ZonedDateTime.now(ZoneOffset.UTC));
            return lease;
        }));
        assertThat(leader.exitCode()).isEqualTo(1);
        assertThat(leader.lines().getLast()).contains("the lease is lost");
    }

    private static void works(PackagedOperator leader) {
        AuditLog.Mark mark = server.audit().mark();
        String name = "for-" + leader.user;
        shop.applyService(name, "1.0.0");
        shop.seesRunning(name, "1.0.0");
        assertThat(server.audit().writesBy(leader.user, mark)).isNotEmpty();
        assertThat(leads(leader)).isEqualTo(1);
        Set<String> others = Set.copyOf(replicas.stream().map(replica -> replica.user).filter(user -> !user.equals(leader.user)).toList());
        assertThat(others).allSatisfy(user -> assertThat(server.audit().writesBy(user, mark)).isEmpty());
    }

    private static double leads(PackagedOperator replica) {
        return new Metrics(replica.get("/q/metrics").body()).sum("shopfleet_leader");
    }

    private static PackagedOperator leader() {
        return leaderOtherThan(null);
    }

    private static PackagedOperator leaderOtherThan(PackagedOperator former) {
        return await("a leader").atMost(PackagedOperator.PATIENCE).pollInterval(Duration.ofMillis(100)).until(
                () -> replicas.stream()
                        .filter(replica -> replica != former && replica.isAlive())
                        .filter(replica -> replica.identity().equals(lease().getHolderIdentity()))
                        .findFirst()
                        .orElse(null),
                found -> found != null);
    }

    private static LeaseSpec lease() {
        return Chart.lease(server, system);
    }
}

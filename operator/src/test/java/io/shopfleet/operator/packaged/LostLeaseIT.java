package io.shopfleet.operator.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopfleet.testkit.ApiServer;
import io.shopfleet.testkit.AuditLog;
import io.shopfleet.testkit.Chart;
import io.shopfleet.testkit.PackagedOperator;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Leaders that learn late that their lease ran out. The first leads, then the second, then the third. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LostLeaseIT {
    private static final String LEASE = "/leases/shopfleet";
    private static final List<String> SERVICES = IntStream.range(0, 5).mapToObj(number -> "shop-" + number).toList();

    private static ApiServer server;
    private static String system;
    private static Shop shop;
    private static List<ApiLine> lines;
    private static List<PackagedOperator> replicas;
    private static final CountDownLatch SECOND_MAY_LEAD = new CountDownLatch(1);
    private static final CountDownLatch THIRD_MAY_LEAD = new CountDownLatch(1);
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    @BeforeAll
    static void startReplicas() {
        server = ApiServer.shared();
        system = Chart.install(server);
        shop = Shop.open(server);
        List<String> users = List.of("first", "second", "third");
        lines = users.stream().map(user -> ApiLine.of(server, user, Chart.GROUP)).toList();
        lines.get(1).before(request -> request.path().contains(LEASE), () -> pass(SECOND_MAY_LEAD));
        lines.get(2).before(request -> request.path().contains(LEASE), () -> pass(THIRD_MAY_LEAD));
        replicas = IntStream.range(0, 3)
                .mapToObj(i -> PackagedOperator.start(system, users.get(i), lines.get(i).kubeconfig(), Map.of()))
                .toList();
        replicas.forEach(PackagedOperator::awaitReady);
        awaitLeader(0);
        SERVICES.forEach(name -> shop.applyService(name, "1.0.0"));
        SERVICES.forEach(name -> shop.seesRunning(name, "1.0.0"));
    }

    @AfterAll
    static void close() {
        replicas.forEach(PackagedOperator::close);
        lines.forEach(ApiLine::close);
        shop.close();
    }

    /** It is frozen in the middle of a pass and of a renewal; on waking up it finds its last answer and everything changed. */
    @Test
    @Order(1)
    void frozenLeaderWritesNothingWhenItWakesUp() {
        var stalling = new AtomicBoolean();
        var renewing = new CountDownLatch(1);
        lines.get(0).before(request -> stalling.get() && request.path().contains(LEASE), () -> {
            renewing.countDown();
            pass(NEVER);
        });
        lines.get(0).before(
                request -> request.is("PATCH", "/configmaps/shop-0-") && stalling.compareAndSet(false, true), () -> {
                    pass(renewing);
                    replicas.get(0).signal("STOP");
                });
        SERVICES.forEach(name -> shop.applyService(name, "1.1.0"));
        SECOND_MAY_LEAD.countDown();
        awaitLeader(1);
        assertThat(stalling).isTrue();
        SERVICES.forEach(name -> shop.seesRunning(name, "1.1.0"));

        AuditLog.Mark asleep = server.audit().mark();
        SERVICES.forEach(name -> shop.applyService(name, "1.2.0"));
        replicas.get(0).signal("CONT");
        assertThat(replicas.get(0).exitCode()).isEqualTo(1);
        SERVICES.forEach(name -> shop.seesRunning(name, "1.2.0"));
        assertThat(server.audit().writesBy("first", asleep)).isEmpty();
        assertThat(server.audit().writesBy("second", asleep)).isNotEmpty();
    }

    /** All is well with it but its renewals: one request is slow, the next hangs, and together they outlast the lease. */
    @Test
    @Order(2)
    void leaderWhoseRenewalTakesTooLongWritesNothingMeanwhile() {
        awaitLeader(1);
        var stalling = new AtomicBoolean(true);
        lines.get(1).before(request -> stalling.get() && request.is("GET", LEASE), LostLeaseIT::tillTheLeaseIsOld);
        lines.get(1).before(request -> stalling.get() && !request.method().equals("GET") && request.path().contains(LEASE), () -> pass(NEVER));
        THIRD_MAY_LEAD.countDown();
        awaitLeader(2);
        AuditLog.Mark replaced = server.audit().mark();
        SERVICES.forEach(name -> shop.applyService(name, "1.3.0"));
        SERVICES.forEach(name -> shop.seesRunning(name, "1.3.0"));
        assertThat(replicas.get(1).exitCode()).isEqualTo(1);
        assertThat(server.audit().writesBy("second", replaced)).isEmpty();
        assertThat(server.audit().writesBy("third", replaced)).isNotEmpty();
    }

    private static void tillTheLeaseIsOld() {
        ZonedDateTime old = Chart.lease(server, system).getRenewTime().plusSeconds(9);
        await().pollInterval(Duration.ofMillis(100)).atMost(PackagedOperator.PATIENCE)
                .until(() -> ZonedDateTime.now(ZoneOffset.UTC).isAfter(old));
    }

    private static void awaitLeader(int number) {
        await("replica " + number + " to lead").atMost(PackagedOperator.PATIENCE).until(
                () -> replicas.get(number).identity().equals(Chart.lease(server, system).getHolderIdentity()));
    }

    private static void pass(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

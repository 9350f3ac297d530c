package io.shopfleet.operator.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.operator.packaged.ApiLine;
import io.shopfleet.testkit.AuditLog;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that is too busy, that ends watches, or that has forgotten where they stood: nothing is lost and no pod restarts. */
class BusyServerTest extends Story {
    private static final List<String> NAMES = IntStream.rangeClosed(1, 5).mapToObj(number -> "service-" + number).toList();

    private ApiLine line;
    private List<String> resting;

    @BeforeEach
    void someServicesBehindTheLine() {
        operator.close();
        line = ApiLine.of(server, LiveOperator.USER, "system:masters");
        operator = LiveOperator.start(line);
        apply("resting", "registry.example/shop/resting:1.0.0", 2);
        runs("resting", "1.0.0");
        resting = podsOf("resting");
    }

    @AfterEach
    void nothingHappenedToTheRestingOne() {
        runs("resting", "1.0.0");
        assertThat(podsOf("resting")).isEqualTo(resting);
        tells("resting", "RolloutStarted", "Promoted");
        operator.close();
        line.close();
    }

    private List<String> podsOf(String service) {
        return client.pods().inNamespace(team.namespace).withLabel("shopfleet.io/service", service).list().getItems().stream()
                .map(pod -> pod.getMetadata().getUid())
                .sorted()
                .toList();
    }

    private void roll(String version) {
        NAMES.forEach(name -> apply(name, "registry.example/shop/s:" + version, 2));
        NAMES.forEach(name -> runs(name, version));
    }

    @Test
    void writesThatAreRefusedForNowAreMadeLater() {
        var refused = new AtomicInteger();
        line.refuse(request -> request.isWrite() && refused.getAndIncrement() % 3 == 0, 429, "TooManyRequests");
        roll("1.0.0");
        roll("2.0.0");
        assertThat(refused.get() / 3).as("refusals").isGreaterThan(20);
        NAMES.forEach(name -> tells(name, "RolloutStarted", "Promoted", "RolloutStarted", "Promoted"));
    }

    @Test
    void watchesThatEndAgainAndAgainHideNoChange() {
        try (var clock = Executors.newSingleThreadScheduledExecutor()) {
            clock.scheduleAtFixedRate(line::endWatches, 0, 300, TimeUnit.MILLISECONDS);
            roll("1.0.0");
            roll("2.0.0");
            clock.shutdownNow();
        }
    }

    @Test
    void aWatchWhosePlaceIsForgottenBeginsWithANewList() {
        roll("1.0.0");
        Set<String> told = ConcurrentHashMap.newKeySet();
        AuditLog.Mark mark = server.audit().mark();
        line.forgetPlaces(path -> told.add(path.replaceFirst("\\?.*", "")));
        line.endWatches();
        roll("2.0.0");
        assertThat(told).anyMatch(path -> path.endsWith("/shopservices")).anyMatch(path -> path.endsWith("/deployments"));
        assertThat(server.audit().requestsBy(LiveOperator.USER, mark))
                .filteredOn(request -> request.verb().equals("list"))
                .extracting(AuditLog.Entry::resource)
                .contains("shopservices", "deployments");
    }
}

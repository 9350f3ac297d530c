package io.shopfleet.operator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.testkit.AuditLog;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Stopping empties the caches, while a pass that has begun goes on: it must not take what it cannot see for gone. */
class StoppedTest extends Story {

    /** Holds the next question for one Secret until the test has seen the operator stop. */
    private static final class Hold implements Interceptor {
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);
        private volatile String path;

        @Override
        public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
            if (path == null || !request.uri().getPath().equals(path)) {
                return;
            }
            asked.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean watchEnded(String resource, AuditLog.Mark mark) {
        return server.audit().requestsBy(LiveOperator.USER, mark).stream()
                .anyMatch(request -> request.verb().equals("watch") && request.resource().equals(resource));
    }

    @Test
    void aPassThatIsUnderWayWhenTheOperatorStopsWritesNothing() throws Exception {
        operator.close();
        var hold = new Hold();
        operator = LiveOperator.start(server, hold);
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("b-there")
                        .withNamespace(team.namespace)
                        .addToLabels("shopfleet.io/bindable", "true")
                        .endMetadata()
                        .withStringData(Map.of("key", "value"))
                        .build())
                .create();
        apply("catalog", "registry.example/catalog:1.0.0", 1, "env:",
                "- {name: A, secretKeyRef: {name: a-missing, key: key}}", "- {name: B, secretKeyRef: {name: b-there, key: key}}");
        team.sees("catalog", service -> assertThat(service.getStatus().problems())
                .extracting(Problem::reason)
                .containsExactly(Reason.SecretMissing));

        hold.path = "/api/v1/namespaces/" + team.namespace + "/secrets/a-missing";
        server.kubectl().run("annotate", "shopservice", "catalog", "--namespace", team.namespace, "example.com/touched=yes");
        hold.asked.await();
        var mark = server.audit().mark();
        var stopping = CompletableFuture.runAsync(operator::close);
        await().atMost(Duration.ofSeconds(30)).until(() -> watchEnded("secrets", mark));
        hold.released.countDown();
        stopping.get();

        // What other tests left behind is still being removed, and told of.
        assertThat(server.audit().writesBy(LiveOperator.USER, mark))
                .filteredOn(write -> team.namespace.equals(write.namespace()))
                .isEmpty();
        operator = LiveOperator.start(server);
    }
}

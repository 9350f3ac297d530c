package io.shopfleet.operator.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.shopfleet.api.v1alpha1.ShopTopic;
import io.shopfleet.testkit.AuditLog;
import io.shopfleet.testkit.backend.KafkaServer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Stopping empties the caches, while a pass that has begun goes on: it must not take what it cannot see for gone. */
@DisplayName("An operator that is stopped while a topic is deleted")
class StoppedFarewellTest {
    private final KafkaServer kafka = KafkaServer.shared();

    /** Holds the operator's next look at claims, once it is set, until the test has seen the operator stop. */
    private static final class Hold implements Interceptor {
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);
        private volatile boolean set;

        @Override
        public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
            if (!set || !request.method().equals("GET") || !request.uri().getPath().contains("/shopclaims")) {
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

    @Test
    void keepsItForTheOtherResourceThatAsksForItsName() throws Exception {
        Abroad abroad = new Abroad();
        abroad.provide(kafka);
        var hold = new Hold();
        abroad.onTheWire = hold;
        abroad.start();
        abroad.topic(abroad.namespace, "prices", "partitions: 1", "deletionPolicy: Delete");
        abroad.ready(abroad.namespace, "prices");
        abroad.topic(abroad.namespace, "heir", "partitions: 1", "topicName: prices");
        abroad.tells(ShopTopic.class, abroad.namespace, "heir", "Ready", "False Conflict");

        hold.set = true;
        abroad.delete(ShopTopic.class, abroad.namespace, "prices");
        hold.asked.await();
        AuditLog.Mark mark = abroad.server.audit().mark();
        var stopping = CompletableFuture.runAsync(abroad::stop);
        await().atMost(Abroad.PATIENCE).until(() -> abroad.server.audit().requestsBy("shopfleet-operator", mark).stream()
                .anyMatch(request -> request.verb().equals("watch") && request.resource().contains("shoptopics")));
        List<String> written = abroad.lifeline.entries();
        hold.released.countDown();
        stopping.get();
        assertThat(abroad.lifeline.entries()).as("what a pass that sees nothing any more would write").isEqualTo(written);
        try (Admin admin = kafka.admin()) {
            assertThat(admin.listTopics().names().get()).contains(abroad.namespace + ".prices");
        }

        abroad.onTheWire = new Interceptor() {};
        abroad.start();
        abroad.gone(ShopTopic.class, abroad.namespace, "prices");
        try (Admin admin = kafka.admin()) {
            assertThat(admin.listTopics().names().get()).as("handed over").contains(abroad.namespace + ".prices");
        }
        abroad.close();
    }
}

package io.shopfleet.operator.outside;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.api.v1alpha1.ShopTopic;
import io.shopfleet.testkit.backend.KafkaServer;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The story of one topic, from its creation over a change to its end, with an operator that ends after each of its writes. */
@DisplayName("An operator that is killed after any write of a topic")
class KilledTopicsTest {
    private final KafkaServer kafka = KafkaServer.shared();

    /** What is left of the story: what Kafka holds in its middle and at its end, and how often anything was made or deleted. */
    private record Outcome(String middle, boolean there, int claims, long created, long deleted) {}

    @TestFactory
    List<DynamicTest> anotherOneGoesOnToTheSameEnd() {
        int writes = told(Integer.MAX_VALUE).size();
        assertThat(writes).isGreaterThan(8);
        return Lifeline.ends(writes, 1, last -> told(last));
    }

    /** The writes of the whole story. */
    private List<String> told(int last) {
        Abroad abroad = new Abroad();
        abroad.provide(kafka);
        if (last < Integer.MAX_VALUE) {
            abroad.lifeline.endAfter(last);
        }
        abroad.start();
        try (Admin admin = kafka.admin()) {
            Outcome outcome = story(abroad, admin);
            assertThat(outcome).as(String.join("\n", abroad.lifeline.entries())).isEqualTo(
                    new Outcome("3 {retention.ms=60000}", false, 0, 1, 1));
            return abroad.lifeline.entries();
        } finally {
            abroad.close();
        }
    }

    private Outcome story(Abroad abroad, Admin admin) {
        String name = abroad.namespace + ".prices";
        abroad.topic(abroad.namespace, "prices", "partitions: 1", "config: {segment.ms: '70000'}", "deletionPolicy: Delete");
        abroad.lives(() -> isReady(abroad));
        abroad.topic(abroad.namespace, "prices", "partitions: 3", "config: {retention.ms: '60000'}", "deletionPolicy: Delete");
        abroad.lives(() -> isReady(abroad));
        String middle = shape(admin, name);
        abroad.delete(ShopTopic.class, abroad.namespace, "prices");
        abroad.lives(() -> abroad.get(ShopTopic.class, abroad.namespace, "prices") == null);
        return new Outcome(middle, there(admin, name), abroad.claims().size(),
                abroad.lifeline.count("created topic " + name), abroad.lifeline.count("deleted topic " + name));
    }

    private static boolean isReady(Abroad abroad) {
        ShopTopic topic = abroad.get(ShopTopic.class, abroad.namespace, "prices");
        return topic.getStatus() != null
                && topic.getMetadata().getGeneration().equals(topic.getStatus().observedGeneration())
                && topic.getStatus().conditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Synced") && condition.getStatus().equals("True"));
    }

    private static boolean there(Admin admin, String topic) {
        try {
            return admin.listTopics().names().get().contains(topic);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String shape(Admin admin, String topic) {
        try {
            var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            var config = new TreeMap<String, String>();
            admin.describeConfigs(List.of(resource)).all().get().get(resource).entries().stream()
                    .filter(entry -> entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
                    .forEach(entry -> config.put(entry.name(), entry.value()));
            int partitions = admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().size();
            return partitions + " " + config;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.shopfleet.operator.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopfleet.api.v1alpha1.ShopTopic;
import io.shopfleet.testkit.backend.KafkaServer;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A Kafka that makes any topic that somebody writes to")
class AutoCreatedTopicsTest {
    private static KafkaServer kafka;
    private static Admin admin;
    private static Abroad abroad;
    /** An application that may do everything, as in many a Kafka without rights. */
    private static KafkaProducer<String, String> application;

    @BeforeAll
    static void open() {
        kafka = KafkaServer.launch("auto.create.topics.enable=true", "num.partitions=1");
        admin = kafka.admin();
        application = new KafkaProducer<>(kafka.client(KafkaServer.ADMIN, kafka.password()), new StringSerializer(), new StringSerializer());
        abroad = new Abroad();
        abroad.provide(kafka);
        abroad.start();
    }

    @AfterAll
    static void close() {
        abroad.close();
        application.close();
        admin.close();
        kafka.close();
    }

    private static String name(String topic) {
        return abroad.namespace + "." + topic;
    }

    private static void writes(String topic) throws Exception {
        application.send(new ProducerRecord<>(name(topic), "record")).get();
    }

    private static int partitions(String topic) throws Exception {
        return admin.describeTopics(List.of(name(topic))).allTopicNames().get().get(name(topic)).partitions().size();
    }

    private static boolean there(String topic) throws InterruptedException, ExecutionException {
        return admin.listTopics().names().get().contains(name(topic));
    }

    @Test
    void hasMadeTheTopicBeforeItsResourceWhichTakesItOverAndGivesItItsPartitions() throws Exception {
        writes("early");
        assertThat(partitions("early")).isEqualTo(1);
        abroad.topic(abroad.namespace, "early", "partitions: 3", "deletionPolicy: Delete");
        abroad.ready(abroad.namespace, "early");
        assertThat(partitions("early")).isEqualTo(3);
        abroad.delete(ShopTopic.class, abroad.namespace, "early");
        abroad.gone(ShopTopic.class, abroad.namespace, "early");
        assertThat(there("early")).as("what was taken over stays").isTrue();
    }

    @Test
    void isLeftAloneWhereTheResourceTakesNothingOver() throws Exception {
        writes("strange");
        abroad.topic(abroad.namespace, "strange", "partitions: 3", "adoption: Never");
        abroad.tells(ShopTopic.class, abroad.namespace, "strange", "Ready", "False NotOwned");
        assertThat(partitions("strange")).isEqualTo(1);
    }

    @Test
    void makesItAnewForWhoeverStillWritesAndItsDeletionIsNotRepeatedForEver() throws Exception {
        abroad.topic(abroad.namespace, "haunted", "partitions: 3", "deletionPolicy: Delete");
        abroad.ready(abroad.namespace, "haunted");
        abroad.delete(ShopTopic.class, abroad.namespace, "haunted");
        abroad.gone(ShopTopic.class, abroad.namespace, "haunted");
        await().atMost(Abroad.PATIENCE).ignoreExceptions().until(() -> {
            writes("haunted");
            return there("haunted");
        });
        long deletions = abroad.lifeline.count("deleted topic " + name("haunted"));
        assertThat(deletions).isEqualTo(1);
        abroad.topic(abroad.namespace, "haunted", "partitions: 2", "adoption: Never");
        abroad.tells(ShopTopic.class, abroad.namespace, "haunted", "Ready", "False NotOwned");
        assertThat(there("haunted")).as("what an application made is not the operator's to delete").isTrue();
    }
}

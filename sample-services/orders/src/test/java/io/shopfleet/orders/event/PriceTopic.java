package io.shopfleet.orders.event;

import io.shopfleet.orders.binding.Binding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes into the topic of prices as catalog does, or as somebody who should not, and sees who reads it. */
public final class PriceTopic implements AutoCloseable {
    private final Binding kafka;
    private final KafkaProducer<byte[], byte[]> producer;

    public PriceTopic(Binding kafka) {
        this.kafka = kafka;
        this.producer = new KafkaProducer<>(KafkaSettings.of(kafka), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Returns when Kafka has it. */
    public void price(String sku, int version, long amountMinor) {
        raw(sku, """
                {"type": "product_price_updated", "sku": "%s", "version": %d, "price": {"amountMinor": %d, "currency": "EUR"}, \
                "occurredAt": "2026-01-02T12:00:00.123Z"}""".formatted(sku, version, amountMinor));
    }

    /** Returns when Kafka has it. */
    public void raw(String key, String message) {
        try {
            producer.send(new ProducerRecord<>(kafka.get("topic"), key.getBytes(StandardCharsets.UTF_8),
                    message.getBytes(StandardCharsets.UTF_8))).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How many partitions each member of the group has; none before there is a group. */
    List<Integer> shares() {
        return ask(admin -> admin.describeConsumerGroups(List.of(kafka.get("group"))).all()).stream()
                .flatMap(groups -> groups.get(kafka.get("group")).members().stream())
                .map(MemberDescription::assignment).map(assignment -> assignment.topicPartitions().size()).sorted().toList();
    }

    /** Up to where the group has read the first partition. */
    long committed() {
        return ask(admin -> admin.listConsumerGroupOffsets(kafka.get("group")).partitionsToOffsetAndMetadata())
                .map(places -> places.get(new TopicPartition(kafka.get("topic"), 0)))
                .map(OffsetAndMetadata::offset)
                .orElse(0L);
    }

    private interface Question<T> {
        KafkaFuture<T> to(Admin admin);
    }

    /** Empty while Kafka does not know the group. */
    private <T> Optional<T> ask(Question<T> question) {
        try (Admin admin = Admin.create(KafkaSettings.of(kafka))) {
            return Optional.of(question.to(admin).get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Optional.empty();
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}

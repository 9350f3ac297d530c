package io.shopfleet.catalog.event;

import io.shopfleet.catalog.binding.Binding;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topic of prices. Events of one product keep their order: its SKU is their key. */
final class PriceEvents implements AutoCloseable {
    private final KafkaProducer<String, String> producer;
    private final String topic;

    /** One price of one product. */
    record PriceUpdated(long id, String sku, long version, long amountMinor, String currency, Instant occurredAt, String traceparent) {

        /** As product_price_updated.schema.json describes it. Nothing in it needs escaping. */
        String json() {
            return """
                    {"type": "product_price_updated", "sku": "%s", "version": %d, "price": {"amountMinor": %d, "currency": "%s"}, \
                    "occurredAt": "%s"}""".formatted(sku, version, amountMinor, currency, occurredAt.truncatedTo(ChronoUnit.MILLIS));
        }
    }

    PriceEvents(Binding kafka) {
        this.topic = kafka.get("topic");
        this.producer = new KafkaProducer<>(settings(kafka), new StringSerializer(), new StringSerializer());
    }

    /** Waits for all copies of a partition, and gives up before somebody else might take the same rows for forgotten. */
    private static Map<String, Object> settings(Binding kafka) {
        var settings = new HashMap<String, Object>(KafkaSettings.of(kafka));
        settings.put("acks", "all");
        settings.put("linger.ms", 0);
        settings.put("max.block.ms", 5_000);
        settings.put("request.timeout.ms", 5_000);
        settings.put("delivery.timeout.ms", 10_000);
        return settings;
    }

    Future<RecordMetadata> send(PriceUpdated event) {
        var record = new ProducerRecord<>(topic, event.sku(), event.json());
        record.headers().add("event-id", (event.sku() + "/" + event.version()).getBytes());
        if (event.traceparent() != null) {
            record.headers().add("traceparent", event.traceparent().getBytes());
        }
        return producer.send(record);
    }

    void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}

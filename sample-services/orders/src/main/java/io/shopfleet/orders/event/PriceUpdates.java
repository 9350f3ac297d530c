package io.shopfleet.orders.event;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.shopfleet.orders.binding.Binding;
import io.shopfleet.orders.event.PriceUpdated.Poison;
import io.shopfleet.orders.store.Database;
import io.shopfleet.orders.store.PostgresPriceBook;
import io.shopfleet.orders.store.StoreUnavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Keeps the copy of catalog's prices right. Where it stands in the topic moves on only after the database has what was read, so an event may be
 * read twice, but never not at all. Replicas share the partitions. What cannot be understood is put aside and holds nobody up.
 */
public final class PriceUpdates implements AutoCloseable {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** Quarkus gives a service ten seconds to end. */
    private static final Duration LEAVE = Duration.ofSeconds(5);

    private static final String PUT_ASIDE = """
            insert into dead_letter (topic, partition, "offset", key, value, reason) values (?, ?, ?, ?, ?, ?) on conflict do nothing""";

    private final Database database;
    private final Binding kafka;
    private final Counter deadLetters;
    private final Thread loop;
    private volatile boolean stopped;
    private volatile KafkaConsumer<byte[], byte[]> consumer;

    public PriceUpdates(Database database, Binding kafka, MeterRegistry meters) {
        this.database = database;
        this.kafka = kafka;
        this.deadLetters = Counter.builder("orders.dead.letters")
                .description("Events that could not be understood and were put aside")
                .register(meters);
        this.loop = Thread.ofPlatform().name("price-updates").daemon().start(this::run);
    }

    private static Map<String, Object> settings(Binding kafka) {
        var settings = new HashMap<String, Object>(KafkaSettings.of(kafka));
        settings.put("group.id", kafka.get("group"));
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", false);
        return settings;
    }

    private void run() {
        while (!stopped) {
            try (var joined = new KafkaConsumer<>(settings(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                consumer = joined;
                joined.subscribe(List.of(kafka.get("topic")));
                while (!stopped) {
                    keep(joined.poll(POLL));
                }
            } catch (WakeupException e) {
                Log.debug("asked to stop");
            } catch (KafkaException | StoreUnavailable e) {
                Log.warnf("Prices are not kept up to date: %s", e.getMessage());
                pause();
            }
        }
    }

    private void keep(ConsumerRecords<byte[], byte[]> records) {
        if (records.isEmpty()) {
            return;
        }
        int poisoned = database.transaction(connection -> {
            int aside = 0;
            for (ConsumerRecord<byte[], byte[]> record : records) {
                aside += keep(connection, record) ? 0 : 1;
            }
            return aside;
        });
        deadLetters.increment(poisoned);
        consumer.commitSync();
    }

    /** Whether it could be understood. */
    private static boolean keep(Connection connection, ConsumerRecord<byte[], byte[]> record) throws SQLException {
        try {
            Optional<PriceUpdated> event = PriceUpdated.read(record.value());
            if (event.isPresent()) {
                PostgresPriceBook.keep(connection, event.get().sku(), event.get().version(), event.get().price());
            }
            return true;
        } catch (Poison e) {
            Log.warnf("Put aside as a dead letter: %s, partition %d, offset %d: %s", record.topic(), record.partition(), record.offset(), e.getMessage());
            putAside(connection, record, e.getMessage());
            return false;
        }
    }

    private static void putAside(Connection connection, ConsumerRecord<byte[], byte[]> record, String why) throws SQLException {
        try (var statement = connection.prepareStatement(PUT_ASIDE)) {
            statement.setString(1, record.topic());
            statement.setInt(2, record.partition());
            statement.setLong(3, record.offset());
            statement.setBytes(4, record.key());
            statement.setBytes(5, record.value());
            statement.setString(6, why);
            statement.executeUpdate();
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            stopped = true;
        }
    }

    /** Leaves the group, so that another replica takes over at once. */
    @Override
    public void close() {
        stopped = true;
        Optional.ofNullable(consumer).ifPresent(KafkaConsumer::wakeup);
        try {
            loop.join(LEAVE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

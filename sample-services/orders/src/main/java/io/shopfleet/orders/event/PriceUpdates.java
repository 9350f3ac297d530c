package io.shopfleet.orders.event;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.shopfleet.orders.binding.Binding;
import io.shopfleet.orders.store.Database;
import io.shopfleet.orders.store.StoreUnavailable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Keeps the copy of catalog's prices. The place in the topic moves on only after the database has what stood there, so an event may
 * be read twice, but none is left out. Replicas share the partitions.
 */
public final class PriceUpdates implements AutoCloseable {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LEAVE = Duration.ofSeconds(2);
    private static final Duration END = Duration.ofSeconds(5);

    private final Database database;
    private final String topic;
    private final Map<String, Object> settings;
    private final Counter deadLetters;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread loop;
    private volatile KafkaConsumer<byte[], byte[]> consumer;

    public PriceUpdates(Database database, Binding kafka, MeterRegistry metrics) {
        this.database = database;
        this.topic = kafka.get("topic");
        this.settings = settings(kafka);
        this.deadLetters = Counter.builder("orders.dead.letters")
                .description("Messages that could not be read and were put aside in the table dead_letter").register(metrics);
        this.loop = Thread.ofPlatform().name("price-updates").daemon().start(this::run);
    }

    private static Map<String, Object> settings(Binding kafka) {
        var settings = new HashMap<String, Object>(KafkaSettings.of(kafka));
        settings.put("group.id", kafka.get("group"));
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", false);
        // A replica that was killed, or whose database is away, soon leaves its partitions to another one.
        settings.put("session.timeout.ms", 10_000);
        settings.put("max.poll.interval.ms", 30_000);
        return settings;
    }

    /** Whatever goes wrong, the next attempt may do better; and nobody would notice a thread that has ended. */
    private void run() {
        while (!stopped()) {
            try {
                consume();
            } catch (WakeupException asked) {
                Log.debug("asked to stop while waiting for Kafka");
            } catch (RuntimeException e) {
                Log.warnf("Prices are not up to date: %s", e);
                pause();
            }
        }
    }

    /** Begins behind what was last committed; from there all is read again. */
    private void consume() {
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            consumer.subscribe(List.of(topic));
            while (!stopped()) {
                var messages = consumer.poll(POLL);
                if (!messages.isEmpty() && kept(Batch.of(messages))) {
                    consumer.commitSync();
                }
            }
        } finally {
            consumer.close(CloseOptions.timeout(LEAVE));
        }
    }

    /** Tries until the database has it; false when it is time to stop. */
    private boolean kept(Batch batch) {
        while (!stopped()) {
            try {
                List<DeadLetter> added = database.transaction(batch::keep);
                added.forEach(letter -> Log.warnf("Put aside as a dead letter: %s", letter));
                deadLetters.increment(added.size());
                return true;
            } catch (StoreUnavailable e) {
                Log.warnf("Prices wait for the database: %s", e.getCause().getMessage());
                pause();
            }
        }
        return false;
    }

    private boolean stopped() {
        return stop.getCount() == 0;
    }

    private void pause() {
        try {
            stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stop.countDown();
        }
    }

    /** Leaves the group, so that another replica need not wait for this one. */
    @Override
    public void close() {
        stop.countDown();
        Optional.ofNullable(consumer).ifPresent(KafkaConsumer::wakeup);
        try {
            loop.join(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

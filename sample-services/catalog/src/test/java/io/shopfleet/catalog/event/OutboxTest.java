package io.shopfleet.catalog.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopfleet.catalog.binding.Binding;
import io.shopfleet.catalog.domain.Money;
import io.shopfleet.catalog.domain.Product;
import io.shopfleet.catalog.domain.Products;
import io.shopfleet.catalog.domain.Sku;
import io.shopfleet.catalog.store.Database;
import io.shopfleet.catalog.store.Migrate;
import io.shopfleet.catalog.store.PostgresProducts;
import io.shopfleet.catalog.store.Servers;
import io.shopfleet.testkit.backend.KafkaServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final Sku MUG = new Sku("MUG-01");
    private static final Currency EUR = Currency.getInstance("EUR");

    private static KafkaServer kafka;

    private final Servers servers = new Servers();
    private Binding topic;
    private Database database;
    private Products products;

    @BeforeAll
    static void launch() {
        kafka = KafkaServer.launch();
    }

    @AfterAll
    static void end() {
        kafka.close();
    }

    @BeforeEach
    void open() {
        topic = servers.topic(kafka);
        Migrate.migrate(servers.postgres());
        database = new Database(servers.postgres());
        products = new PostgresProducts(database, () -> Optional.of(TRACE));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Product mug(long amountMinor) {
        return new Product(MUG, "Mug", new Money(amountMinor, EUR));
    }

    private void price(long amountMinor) {
        products.update(MUG, product -> mug(amountMinor));
    }

    private List<ConsumerRecord<String, String>> published(int wanted) {
        var settings = new HashMap<>(KafkaSettings.of(topic));
        var all = new ArrayList<ConsumerRecord<String, String>>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partition = new TopicPartition(topic.get("topic"), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(all::add);
                return all.size() >= wanted;
            });
        }
        return all;
    }

    private void assertEmpty() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(servers.rows("select count(*) from outbox")).containsExactly("0"));
    }

    @Test
    void everyPriceIsPublishedUnderItsSkuWithItsVersionAndTheTraceOfTheRequest() {
        products.add(mug(1290));
        try (var outbox = new Outbox(database, topic)) {
            published(1);
            price(990);
            List<ConsumerRecord<String, String>> events = published(2);
            assertThat(events).extracting(ConsumerRecord::key).containsExactly("MUG-01", "MUG-01");
            assertThat(events.getLast().value()).matches("\\{\"type\": \"product_price_updated\", \"sku\": \"MUG-01\", \"version\": 2, "
                    + "\"price\": \\{\"amountMinor\": 990, \"currency\": \"EUR\"}, \"occurredAt\": \"2[^\"]+Z\"}");
            assertThat(new String(events.getLast().headers().lastHeader("traceparent").value())).isEqualTo(TRACE);
            assertThat(new String(events.getLast().headers().lastHeader("event-id").value())).isEqualTo("MUG-01/2");
            assertEmpty();
        }
    }

    @Test
    void whatHappensWhileKafkaIsAwayIsPublishedWhenItIsBack() {
        products.add(mug(1));
        try (var outbox = new Outbox(database, topic)) {
            published(1);
            kafka.stop();
            IntStream.rangeClosed(2, 20).forEach(this::price);
            assertThat(servers.rows("select count(*) from outbox")).containsExactly("19");
            kafka.start();
            assertThat(published(20)).extracting(OutboxTest::version).containsSubsequence(IntStream.rangeClosed(1, 20).boxed().toList());
            assertEmpty();
        }
    }

    @Test
    void replicasShareTheWorkAndNothingIsPublishedTwiceWithoutAFault() {
        products.add(mug(0));
        try (var one = new Outbox(database, topic); var other = new Outbox(database, topic)) {
            IntStream.rangeClosed(1, 300).forEach(this::price);
            assertEmpty();
            assertThat(published(301)).extracting(OutboxTest::version).doesNotHaveDuplicates().hasSize(301);
        }
    }

    private static int version(ConsumerRecord<String, String> event) {
        return Integer.parseInt(event.value().replaceFirst(".*\"version\": (\\d+),.*", "$1"));
    }
}

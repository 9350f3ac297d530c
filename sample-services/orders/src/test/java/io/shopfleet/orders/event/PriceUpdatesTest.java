package io.shopfleet.orders.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shopfleet.orders.binding.Binding;
import io.shopfleet.orders.store.Database;
import io.shopfleet.orders.store.Migrate;
import io.shopfleet.orders.store.Servers;
import io.shopfleet.testkit.backend.KafkaServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The copy of catalog's prices, on real servers")
class PriceUpdatesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static KafkaServer kafka;

    private final Servers servers = new Servers();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Binding topic;
    private Database database;
    private KafkaProducer<String, String> catalog;

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
        database = new Database(servers.postgres());
        var settings = new HashMap<>(KafkaSettings.of(topic));
        settings.put("delivery.timeout.ms", 120_000);
        catalog = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    @AfterEach
    void close() {
        catalog.close(Duration.ofSeconds(2));
        database.close();
    }

    private PriceUpdates updates() {
        return new PriceUpdates(database, topic, meters);
    }

    private void tells(String sku, String text) {
        catalog.send(new ProducerRecord<>(topic.get("topic"), sku, text));
    }

    private void tells(String sku, long version, long amountMinor) {
        tells(sku, "{\"type\": \"product_price_updated\", \"sku\": \"%s\", \"version\": %d, \"price\": {\"amountMinor\": %d, \"currency\": \"EUR\"}}"
                .formatted(sku, version, amountMinor));
    }

    private void prices(String... rows) {
        await().atMost(PATIENCE).untilAsserted(() ->
                assertThat(servers.rows("select sku, version, amount_minor, currency from price order by sku")).containsExactly(rows));
    }

    @Test
    void isThatOfTheNewestEventThoughEventsComeTwiceAndLate() {
        Migrate.migrate(servers.postgres());
        try (var updates = updates()) {
            tells("MUG-01", 1, 1290);
            tells("MUG-01", 3, 1090);
            tells("MUG-01", 2, 990);
            tells("MUG-01", 3, 1090);
            tells("PEN-01", 1, 199);
            prices("MUG-01 3 1090 EUR", "PEN-01 1 199 EUR");
        }
    }

    @Test
    void goesOnBehindWhatNobodyUnderstandsWhichIsPutAside() {
        Migrate.migrate(servers.postgres());
        try (var updates = updates()) {
            tells("MUG-01", "no JSON at all");
            tells("MUG-01", "{\"type\": \"product_price_updated\", \"sku\": \"MUG-01\"}");
            tells("MUG-01", "{\"type\": \"product_renamed\"}");
            tells("MUG-01", 1, 1290);
            prices("MUG-01 1 1290 EUR");
            assertThat(servers.rows("select partition, \"offset\", convert_from(key, 'UTF8'), convert_from(value, 'UTF8') from dead_letter order by \"offset\""))
                    .containsExactly("0 0 MUG-01 no JSON at all", "0 1 MUG-01 {\"type\": \"product_price_updated\", \"sku\": \"MUG-01\"}");
            assertThat(servers.rows("select reason from dead_letter where \"offset\" = 1")).containsExactly("version must be a number from 1");
            await().atMost(PATIENCE).until(() -> meters.counter("orders.dead.letters").count() == 2);
        }
    }

    @Test
    void losesNothingWhileKafkaIsAway() {
        Migrate.migrate(servers.postgres());
        try (var updates = updates()) {
            tells("MUG-01", 1, 1);
            prices("MUG-01 1 1 EUR");
            kafka.stop();
            IntStream.rangeClosed(2, 20).forEach(version -> tells("MUG-01", version, version));
            kafka.start();
            prices("MUG-01 20 20 EUR");
        }
    }

    @Test
    void waitsForItsTables() {
        try (var updates = updates()) {
            tells("MUG-01", 1, 1290);
            await().atMost(PATIENCE).until(() -> servers.rows("select count(*) from pg_stat_activity where application_name = 'orders'").getFirst().equals("1"));
            Migrate.migrate(servers.postgres());
            prices("MUG-01 1 1290 EUR");
        }
    }

    @Test
    void isKeptByAnotherReplicaAsSoonAsOneHasLeft() {
        Migrate.migrate(servers.postgres());
        var first = updates();
        tells("MUG-01", 1, 1290);
        prices("MUG-01 1 1290 EUR");
        try (var second = updates()) {
            first.close();
            tells("MUG-01", 2, 990);
            prices("MUG-01 2 990 EUR");
        }
    }
}

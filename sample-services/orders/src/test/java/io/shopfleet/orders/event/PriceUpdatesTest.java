package io.shopfleet.orders.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shopfleet.orders.binding.Binding;
import io.shopfleet.orders.domain.Basket;
import io.shopfleet.orders.domain.Money;
import io.shopfleet.orders.domain.Order;
import io.shopfleet.orders.domain.OrderDesk;
import io.shopfleet.orders.domain.Sku;
import io.shopfleet.orders.store.Database;
import io.shopfleet.orders.store.Migrate;
import io.shopfleet.orders.store.PostgresOrders;
import io.shopfleet.orders.store.PostgresPriceBook;
import io.shopfleet.orders.store.Servers;
import io.shopfleet.testkit.backend.KafkaServer;
import io.shopfleet.testkit.proxy.TcpProxy;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PriceUpdatesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Sku MUG = new Sku("MUG-01");

    private static KafkaServer kafka;

    private final Servers servers = new Servers();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private Database database;
    private Binding topic;
    private PriceTopic catalog;

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
        Migrate.migrate(servers.postgres());
        database = new Database(servers.postgres());
        has(1);
    }

    @AfterEach
    void close() {
        catalog.close();
        database.close();
    }

    private void has(int partitions) {
        topic = servers.topic(kafka, partitions);
        catalog = new PriceTopic(topic);
    }

    private PriceUpdates replica() {
        return new PriceUpdates(database, topic, metrics);
    }

    private static Money euros(long amountMinor) {
        return new Money(amountMinor, Currency.getInstance("EUR"));
    }

    private OrderDesk desk() {
        return new OrderDesk(new PostgresOrders(database), wanted -> Map.of(MUG, euros(1290)), new PostgresPriceBook(database),
                Clock.systemUTC());
    }

    /** Each as SKU, version and amount. */
    private void awaitPrices(String... wanted) {
        await().atMost(PATIENCE).untilAsserted(() ->
                assertThat(servers.rows("select sku, version, amount_minor from price order by sku")).containsExactly(wanted));
    }

    private double deadLetters() {
        return metrics.get("orders.dead.letters").counter().count();
    }

    @Test
    void aNewPriceIsSeenInTheCurrentTotalOfAnOrder() {
        OrderDesk desk = desk();
        Order order = desk.place(new Basket(List.of(new Basket.Item(MUG, 2))), Optional.empty());
        assertThat(desk.currentTotal(order)).isEmpty();
        try (var replica = replica()) {
            catalog.price("MUG-01", 1, 1290);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(desk.currentTotal(order)).contains(euros(2580)));
            catalog.price("MUG-01", 2, 990);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(desk.currentTotal(order)).contains(euros(1980)));
            assertThat(desk.order(order.id()).total()).isEqualTo(euros(2580));
        }
    }

    @Test
    void anEventThatComesTwiceOrLateChangesNothing() {
        try (var replica = replica()) {
            catalog.price("MUG-01", 3, 990);
            catalog.price("PEN-01", 1, 199);
            awaitPrices("MUG-01 3 990", "PEN-01 1 199");
            catalog.price("MUG-01", 3, 990);
            catalog.price("MUG-01", 2, 1);
            catalog.price("PEN-01", 2, 198);
            awaitPrices("MUG-01 3 990", "PEN-01 2 198");
        }
    }

    @Test
    void ofManyEventsThatAreReadAtOnceTheLatestCountsWhereverItStands() {
        IntStream.of(1, 2, 5, 4, 3).forEach(version -> catalog.price("MUG-01", version, 100 * version));
        try (var replica = replica()) {
            awaitPrices("MUG-01 5 500");
        }
    }

    @Test
    void whatCannotBeReadIsPutAsideAndTheNextEventIsRead() {
        catalog.raw("MUG-01", "no JSON");
        catalog.raw("\u0000", "\u00fc");
        catalog.raw("MUG-01", "{\"type\": \"product_renamed\", \"name\": \"Cup\"}");
        catalog.price("MUG-01", 1, 1290);
        try (var replica = replica()) {
            awaitPrices("MUG-01 1 1290");
            assertThat(servers.rows("select topic, partition, \"offset\", encode(key, 'escape'), encode(value, 'escape') from dead_letter "
                    + "order by \"offset\"")).containsExactly(topic.get("topic") + " 0 0 MUG-01 no JSON",
                    topic.get("topic") + " 0 1 \\000 \\303\\274");
            assertThat(servers.rows("select reason from dead_letter order by \"offset\"")).satisfiesExactly(
                    first -> assertThat(first).startsWith("Unrecognized token 'no'"),
                    second -> assertThat(second).isEqualTo("Invalid UTF-8 start byte 0xbc"));
            assertThat(deadLetters()).isEqualTo(2);
        }
    }

    /** No text in PostgreSQL may hold the character 0, and what is wrong is told in the words of the message. */
    @Test
    void noMessageIsSoBadThatItCannotEvenBePutAside() {
        catalog.price("\\u0000", 1, 1);
        catalog.price("\\ud800", 1, 1);
        catalog.price("X".repeat(100_000), 1, 1);
        catalog.price("MUG-01", 1, Long.MAX_VALUE);
        catalog.price("MUG-01", 2, 1290);
        try (var replica = replica()) {
            awaitPrices("MUG-01 2 1290");
            assertThat(servers.rows("select left(reason, 60) from dead_letter order by \"offset\"")).containsExactly(
                    "sku must match ^[A-Z0-9][A-Z0-9-]{0,39}$ but is ?",
                    "sku must match ^[A-Z0-9][A-Z0-9-]{0,39}$ but is ?",
                    "sku must match ^[A-Z0-9][A-Z0-9-]{0,39}$ but is XXXXXXXXXXXX",
                    "amountMinor must be at most 1000000000 but is 92233720368547");
        }
    }

    @Test
    void whatIsReadAgainIsNotPutAsideASecondTime() {
        catalog.raw("MUG-01", "no JSON");
        catalog.price("MUG-01", 1, 1290);
        try (var replica = replica()) {
            awaitPrices("MUG-01 1 1290");
        }
        catalog.price("MUG-01", 2, 990);
        var files = new HashMap<>(topic.files());
        files.put("group", topic.get("group") + "-again");
        try (var fromTheBeginning = new PriceUpdates(database, new Binding(files), metrics)) {
            awaitPrices("MUG-01 2 990");
        }
        assertThat(servers.rows("select count(*) from dead_letter")).containsExactly("1");
        assertThat(deadLetters()).isEqualTo(1);
    }

    @Test
    void whatIsWrittenAroundATimeWithoutKafkaIsNotLost() {
        IntStream.rangeClosed(1, 20).forEach(number -> catalog.price("CUP-" + number % 2, number, number));
        kafka.stop();
        OrderDesk desk = desk();
        Order order = desk.place(new Basket(List.of(new Basket.Item(MUG, 2))), Optional.empty());
        try (var replica = replica()) {
            assertThat(desk.currentTotal(order)).isEmpty();
            kafka.start();
            awaitPrices("CUP-0 20 20", "CUP-1 19 19");
            kafka.stop();
            kafka.start();
            IntStream.rangeClosed(21, 40).forEach(number -> catalog.price("CUP-" + number % 2, number, number));
            awaitPrices("CUP-0 40 40", "CUP-1 39 39");
        }
    }

    @Test
    void replicasShareTheTopicAndOneThatStopsLeavesItsPartAtOnce() {
        has(2);
        var one = replica();
        try (var other = replica()) {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(catalog.shares()).containsExactly(1, 1));
            IntStream.range(0, 10).forEach(number -> catalog.price("CUP-" + number, 1, number));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(servers.rows("select count(*) from price")).containsExactly("10"));
            one.close();
            assertThat(catalog.shares()).hasSize(1);
            IntStream.range(0, 10).forEach(number -> catalog.price("CUP-" + number, 2, number));
            await().atMost(PATIENCE).untilAsserted(() ->
                    assertThat(servers.rows("select count(*) from price where version = 2")).containsExactly("10"));
        }
        assertThat(catalog.shares()).isEmpty();
    }

    @Test
    void whatComesWhileTheDatabaseIsAwayIsKeptWhenItIsBack() {
        try (var proxy = TcpProxy.to(servers.postgresPort()); var behind = new Database(servers.postgres(proxy.port()));
                var replica = new PriceUpdates(behind, topic, metrics)) {
            catalog.price("MUG-01", 1, 1290);
            awaitPrices("MUG-01 1 1290");
            await().atMost(PATIENCE).until(() -> catalog.committed() == 1);
            proxy.down();
            catalog.price("MUG-01", 2, 990);
            catalog.raw("MUG-01", "no JSON");
            await().during(Duration.ofSeconds(3)).atMost(PATIENCE).until(() -> catalog.committed() == 1);
            proxy.up();
            awaitPrices("MUG-01 2 990");
            await().atMost(PATIENCE).until(() -> catalog.committed() == 3);
            assertThat(deadLetters()).isEqualTo(1);
        }
    }

    @Test
    void whatComesBeforeThereAreTablesIsKeptWhenTheyAreMade() {
        var untouched = new Servers();
        catalog.price("MUG-01", 1, 1290);
        try (var without = new Database(untouched.postgres()); var replica = new PriceUpdates(without, topic, metrics)) {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(catalog.shares()).containsExactly(1));
            Migrate.migrate(untouched.postgres());
            await().atMost(PATIENCE).untilAsserted(() ->
                    assertThat(untouched.rows("select sku, version, amount_minor from price")).containsExactly("MUG-01 1 1290"));
        }
    }

    @Test
    void aBindingWithoutGroupIsSeenAtTheStart() {
        var files = new HashMap<>(topic.files());
        files.remove("group");
        assertThatThrownBy(() -> new PriceUpdates(database, new Binding(files), metrics))
                .hasMessage("The binding of type kafka has no file group");
    }
}

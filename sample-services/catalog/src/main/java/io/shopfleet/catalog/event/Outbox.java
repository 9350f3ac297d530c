package io.shopfleet.catalog.event;

import io.quarkus.logging.Log;
import io.shopfleet.catalog.binding.Binding;
import io.shopfleet.catalog.event.PriceEvents.PriceUpdated;
import io.shopfleet.catalog.store.Database;
import io.shopfleet.catalog.store.PostgresProducts;
import io.shopfleet.catalog.store.StoreUnavailable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.common.KafkaException;
import org.postgresql.PGConnection;

/**
 * Publishes what stands in the outbox. Rows go only after Kafka has their events, so an event may come twice, but never not at all.
 * Replicas share the work: each takes rows that no other one holds. Of two that hold rows of one product the later event may arrive
 * first; readers go by its version.
 */
public final class Outbox implements AutoCloseable {
    private static final int BATCH = 100;
    /** A notification wakes the loop; this is for those that were lost with a connection. */
    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final String TAKE = """
            select id, sku, price_version, amount_minor, currency, occurred_at, traceparent from outbox
            order by id limit %d for update skip locked""".formatted(BATCH);

    private final Database database;
    private final PriceEvents events;
    private final Thread loop;
    private volatile boolean stopped;

    public Outbox(Database database, Binding kafka) {
        this.database = database;
        this.events = new PriceEvents(kafka);
        this.loop = Thread.ofPlatform().name("outbox").daemon().start(this::run);
    }

    private void run() {
        while (!stopped) {
            try (Connection listening = database.connect()) {
                listening.createStatement().execute("listen " + PostgresProducts.CHANNEL);
                while (!stopped) {
                    publishAll();
                    listening.unwrap(PGConnection.class).getNotifications(Math.toIntExact(POLL.toMillis()));
                }
            } catch (SQLException | StoreUnavailable | KafkaException | NotSent e) {
                Log.warnf("Events wait in the outbox: %s", e.getMessage());
                pause();
            }
        }
    }

    private void publishAll() {
        int published;
        do {
            published = publish();
        } while (published == BATCH);
    }

    /** How many there were. */
    private int publish() {
        return database.transaction(connection -> {
            List<PriceUpdated> taken = take(connection);
            if (!taken.isEmpty()) {
                sent(taken);
                remove(connection, taken);
            }
            return taken.size();
        });
    }

    private static List<PriceUpdated> take(Connection connection) throws SQLException {
        try (var statement = connection.createStatement(); ResultSet rows = statement.executeQuery(TAKE)) {
            var taken = new ArrayList<PriceUpdated>();
            while (rows.next()) {
                taken.add(new PriceUpdated(rows.getLong(1), rows.getString(2), rows.getLong(3), rows.getLong(4), rows.getString(5),
                        rows.getTimestamp(6).toInstant(), rows.getString(7)));
            }
            return taken;
        }
    }

    /** Returns when Kafka has them all. */
    private void sent(List<PriceUpdated> taken) {
        List<Future<?>> sending = new ArrayList<>();
        taken.forEach(event -> sending.add(events.send(event)));
        events.flush();
        for (Future<?> one : sending) {
            try {
                one.get();
            } catch (ExecutionException e) {
                throw new NotSent(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new NotSent(e);
            }
        }
    }

    private static void remove(Connection connection, List<PriceUpdated> taken) throws SQLException {
        try (var statement = connection.prepareStatement("delete from outbox where id = any(?)")) {
            statement.setArray(1, connection.createArrayOf("bigint", taken.stream().map(PriceUpdated::id).toArray()));
            statement.executeUpdate();
        }
    }

    /** Ends the transaction, so that the rows stay. */
    private static final class NotSent extends RuntimeException {
        NotSent(Exception cause) {
            super(cause.getMessage(), cause);
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            stopped = true;
        }
    }

    @Override
    public void close() {
        stopped = true;
        loop.interrupt();
        try {
            loop.join(Duration.ofSeconds(12));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        events.close();
    }
}

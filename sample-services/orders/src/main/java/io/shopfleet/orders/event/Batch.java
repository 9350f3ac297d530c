package io.shopfleet.orders.event;

import io.shopfleet.orders.domain.Sku;
import io.shopfleet.orders.store.PostgresPriceBook;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What was read at once: the latest price of each product, and what could not be read. Replicas may hold the same products for a
 * moment; all write them in the order of their SKUs, so that no two wait for each other.
 */
record Batch(SortedMap<Sku, PriceUpdated> prices, List<DeadLetter> deadLetters) {

    static Batch of(Iterable<ConsumerRecord<byte[], byte[]>> messages) {
        var batch = new Batch(new TreeMap<>(), new ArrayList<>());
        messages.forEach(batch::add);
        return batch;
    }

    private void add(ConsumerRecord<byte[], byte[]> message) {
        try {
            PriceUpdated.read(message.value()).ifPresent(event -> prices.merge(event.sku(), event, PriceUpdated::later));
        } catch (Poison e) {
            deadLetters.add(new DeadLetter(message, e.getMessage()));
        }
    }

    /** Those dead letters that were not there yet. */
    List<DeadLetter> keep(Connection connection) throws SQLException {
        for (PriceUpdated event : prices.values()) {
            PostgresPriceBook.keep(connection, event.sku(), event.version(), event.price());
        }
        var added = new ArrayList<DeadLetter>();
        for (DeadLetter letter : deadLetters) {
            if (letter.keep(connection)) {
                added.add(letter);
            }
        }
        return added;
    }
}

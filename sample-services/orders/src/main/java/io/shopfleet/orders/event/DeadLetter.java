package io.shopfleet.orders.event;

import java.sql.Connection;
import java.sql.SQLException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A message that could not be read and is put aside for a person. Its reason is plain ASCII, which every table and log can hold. */
record DeadLetter(ConsumerRecord<byte[], byte[]> message, String reason) {
    private static final int LONGEST_REASON = 300;

    private static final String KEEP = """
            insert into dead_letter (topic, partition, "offset", key, value, reason) values (?, ?, ?, ?, ?, ?)
            on conflict (topic, partition, "offset") do nothing""";

    DeadLetter {
        reason = reason.replaceAll("[^ -~]", "?");
        reason = reason.substring(0, Math.min(reason.length(), LONGEST_REASON));
    }

    /** Whether it was not there yet. */
    boolean keep(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(KEEP)) {
            statement.setString(1, message.topic());
            statement.setInt(2, message.partition());
            statement.setLong(3, message.offset());
            statement.setBytes(4, message.key());
            statement.setBytes(5, message.value());
            statement.setString(6, reason);
            return statement.executeUpdate() == 1;
        }
    }

    @Override
    public String toString() {
        return "topic %s, partition %d, offset %d: %s".formatted(message.topic(), message.partition(), message.offset(), reason);
    }
}

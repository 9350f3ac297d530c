package io.shopfleet.orders.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shopfleet.orders.domain.IdempotencyKey;
import io.shopfleet.orders.domain.Money;
import io.shopfleet.orders.domain.Order;
import io.shopfleet.orders.domain.OrderId;
import io.shopfleet.orders.domain.Orders;
import io.shopfleet.orders.domain.Sku;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps orders in PostgreSQL, for all replicas. */
public final class PostgresOrders implements Orders {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<Line>> LINES = new TypeReference<>() {};

    private static final String COLUMNS = "select id, placed_at, lines from placed_order ";
    /** Of two that come with one key at once the second waits for the first to be there, and then does nothing. */
    private static final String ADD = """
            insert into placed_order (id, placed_at, idempotency_key, lines) values (?, ?, ?, ?::jsonb)
            on conflict (idempotency_key) do nothing""";

    private final Database database;

    /** A line as it is stored. */
    private record Line(String sku, int quantity, long amountMinor, String currency) {

        static Line of(Order.Line line) {
            return new Line(line.sku().value(), line.quantity(), line.unitPrice().amountMinor(), line.unitPrice().currency().getCurrencyCode());
        }

        Order.Line line() {
            return new Order.Line(new Sku(sku), quantity, new Money(amountMinor, Currency.getInstance(currency)));
        }
    }

    public PostgresOrders(Database database) {
        this.database = database;
    }

    @Override
    public Order add(Order order, Optional<IdempotencyKey> key) {
        return database.transaction(connection -> {
            boolean added = insert(connection, order, key);
            return added ? order : find(connection, key.orElseThrow()).orElseThrow();
        });
    }

    private static boolean insert(Connection connection, Order order, Optional<IdempotencyKey> key) throws SQLException {
        try (var statement = connection.prepareStatement(ADD)) {
            statement.setObject(1, UUID.fromString(order.id().value()));
            statement.setTimestamp(2, Timestamp.from(order.placedAt()));
            statement.setString(3, key.map(IdempotencyKey::value).orElse(null));
            statement.setString(4, JSON.writeValueAsString(order.lines().stream().map(Line::of).toList()));
            return statement.executeUpdate() > 0;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the lines of an order are plain values", e);
        }
    }

    @Override
    public Optional<Order> find(OrderId id) {
        return database.transaction(connection ->
                orders(connection, COLUMNS + "where id = ?", UUID.fromString(id.value())).stream().findFirst());
    }

    @Override
    public Optional<Order> find(IdempotencyKey key) {
        return database.transaction(connection -> find(connection, key));
    }

    private static Optional<Order> find(Connection connection, IdempotencyKey key) throws SQLException {
        return orders(connection, COLUMNS + "where idempotency_key = ?", key.value()).stream().findFirst();
    }

    @Override
    public List<Order> page(Optional<OrderId> before, int limit) {
        String order = " order by id desc limit " + limit;
        return database.transaction(connection -> before.isPresent()
                ? orders(connection, COLUMNS + "where id < ?" + order, UUID.fromString(before.get().value()))
                : orders(connection, COLUMNS + order));
    }

    private static List<Order> orders(Connection connection, String query, Object... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                var orders = new ArrayList<Order>();
                while (rows.next()) {
                    orders.add(new Order(
                            new OrderId(rows.getString(1)), rows.getTimestamp(2).toInstant(),
                            JSON.readValue(rows.getString(3), LINES).stream().map(Line::line).toList()));
                }
                return orders;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an order in the database is damaged", e);
        }
    }
}

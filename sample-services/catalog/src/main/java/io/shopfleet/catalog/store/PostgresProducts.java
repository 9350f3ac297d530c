package io.shopfleet.catalog.store;

import io.shopfleet.catalog.domain.Money;
import io.shopfleet.catalog.domain.Product;
import io.shopfleet.catalog.domain.Products;
import io.shopfleet.catalog.domain.Sku;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Keeps products in PostgreSQL. Each new price leaves its event in the outbox, in the same transaction. */
public final class PostgresProducts implements Products {
    /** Whoever listens on this channel is woken when there are events. */
    public static final String CHANNEL = "outbox";

    private static final String COLUMNS = "select sku, name, amount_minor, currency from product ";
    private static final String ADD = """
            insert into product (sku, name, amount_minor, currency) values (?, ?, ?, ?)
            on conflict (sku) do nothing returning price_version""";
    private static final String UPDATE = """
            update product set name = ?, amount_minor = ?, currency = ?, price_version = price_version + ?
            where sku = ? returning price_version""";
    private static final String TELL = """
            insert into outbox (sku, price_version, amount_minor, currency, traceparent) values (?, ?, ?, ?, ?)""";

    private final Database database;
    private final Supplier<Optional<String>> trace;

    /** @param trace the W3C trace context of what happens now */
    public PostgresProducts(Database database, Supplier<Optional<String>> trace) {
        this.database = database;
        this.trace = trace;
    }

    @Override
    public List<Product> page(Optional<Sku> after, int limit) {
        return database.transaction(connection ->
                products(connection, COLUMNS + "where sku > ? order by sku limit ?", after.map(Sku::value).orElse(""), limit));
    }

    @Override
    public List<Product> withSkus(Set<Sku> wanted) {
        return database.transaction(connection -> products(connection, COLUMNS + "where sku = any(?) order by sku",
                connection.createArrayOf("text", wanted.stream().map(Sku::value).toArray())));
    }

    @Override
    public Optional<Product> find(Sku sku) {
        return database.transaction(connection -> find(connection, sku, ""));
    }

    @Override
    public boolean add(Product product) {
        return database.transaction(connection -> {
            Optional<Long> version = version(connection, ADD, product.sku().value(), product.name(),
                    product.price().amountMinor(), product.price().currency().getCurrencyCode());
            if (version.isPresent()) {
                tell(connection, product, version.get());
            }
            return version.isPresent();
        });
    }

    @Override
    public Optional<Product> update(Sku sku, UnaryOperator<Product> change) {
        return database.transaction(connection -> {
            Optional<Product> before = find(connection, sku, " for update");
            Optional<Product> after = before.map(change);
            if (after.isPresent()) {
                boolean anotherPrice = !after.get().price().equals(before.get().price());
                long version = replace(connection, after.get(), anotherPrice ? 1 : 0);
                if (anotherPrice) {
                    tell(connection, after.get(), version);
                }
            }
            return after;
        });
    }

    private static Optional<Product> find(Connection connection, Sku sku, String lock) throws SQLException {
        return products(connection, COLUMNS + "where sku = ?" + lock, sku.value()).stream().findFirst();
    }

    /** Tells the version of its price. */
    private static long replace(Connection connection, Product product, int morePrices) throws SQLException {
        return version(connection, UPDATE, product.name(), product.price().amountMinor(),
                product.price().currency().getCurrencyCode(), morePrices, product.sku().value()).orElseThrow();
    }

    private static Optional<Long> version(Connection connection, String sql, Object... values) throws SQLException {
        return rows(connection, sql, row -> row.getLong(1), values).stream().findFirst();
    }

    private void tell(Connection connection, Product product, long version) throws SQLException {
        try (var statement = connection.prepareStatement(TELL)) {
            set(statement, product.sku().value(), version, product.price().amountMinor(),
                    product.price().currency().getCurrencyCode(), trace.get().orElse(null));
            statement.executeUpdate();
        }
        // Heard when the transaction is there for all to see, and not at all if it fails.
        rows(connection, "select pg_notify(?, '')", row -> row, CHANNEL);
    }

    private static List<Product> products(Connection connection, String sql, Object... values) throws SQLException {
        return rows(connection, sql, row -> new Product(new Sku(row.getString(1)), row.getString(2),
                new Money(row.getLong(3), Currency.getInstance(row.getString(4)))), values);
    }

    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private static <T> List<T> rows(Connection connection, String sql, Row<T> row, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            set(statement, values);
            try (ResultSet found = statement.executeQuery()) {
                var all = new ArrayList<T>();
                while (found.next()) {
                    all.add(row.of(found));
                }
                return all;
            }
        }
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int number = 0; number < values.length; number++) {
            statement.setObject(number + 1, values[number]);
        }
    }
}

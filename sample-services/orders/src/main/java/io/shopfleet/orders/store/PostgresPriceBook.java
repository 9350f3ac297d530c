package io.shopfleet.orders.store;

import io.shopfleet.orders.domain.Money;
import io.shopfleet.orders.domain.PriceBook;
import io.shopfleet.orders.domain.Sku;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Currency;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;

/** The service's own copy of catalog's prices. */
public final class PostgresPriceBook implements PriceBook {
    /** An event that comes twice, or after a later one, changes nothing. */
    private static final String KEEP = """
            insert into price (sku, version, amount_minor, currency) values (?, ?, ?, ?)
            on conflict (sku) do update set version = excluded.version, amount_minor = excluded.amount_minor, currency = excluded.currency
            where price.version < excluded.version""";

    private final Database database;

    public PostgresPriceBook(Database database) {
        this.database = database;
    }

    @Override
    public Map<Sku, Money> of(SortedSet<Sku> wanted) {
        return database.transaction(connection -> {
            try (var statement = connection.prepareStatement("select sku, amount_minor, currency from price where sku = any(?)")) {
                statement.setArray(1, connection.createArrayOf("text", wanted.stream().map(Sku::value).toArray()));
                Map<Sku, Money> prices = new TreeMap<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        prices.put(new Sku(rows.getString(1)), new Money(rows.getLong(2), Currency.getInstance(rows.getString(3))));
                    }
                }
                return prices;
            }
        });
    }

    /**
     * Within the transaction of the caller.
     *
     * @return whether the price was news
     */
    public static boolean keep(Connection connection, Sku sku, long version, Money price) throws SQLException {
        try (var statement = connection.prepareStatement(KEEP)) {
            statement.setString(1, sku.value());
            statement.setLong(2, version);
            statement.setLong(3, price.amountMinor());
            statement.setString(4, price.currency().getCurrencyCode());
            return statement.executeUpdate() > 0;
        }
    }
}

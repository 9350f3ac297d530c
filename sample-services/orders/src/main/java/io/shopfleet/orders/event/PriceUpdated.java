package io.shopfleet.orders.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shopfleet.orders.domain.Money;
import io.shopfleet.orders.domain.Sku;
import java.io.IOException;
import java.util.Currency;
import java.util.Optional;

/**
 * Catalog tells that a product has a price, its first or a new one. What it tells beside that does not disturb.
 *
 * @param version counts the prices of the product: a greater one is later
 */
record PriceUpdated(Sku sku, long version, Money price) {
    private static final String TYPE = "product_price_updated";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** As it comes over the wire. */
    private record Message(String type, String sku, Long version, Price price) {}

    private record Price(Long amountMinor, String currency) {}

    /**
     * Empty for an event of another type, which is for others.
     *
     * @throws Poison what came is no event of catalog's
     */
    static Optional<PriceUpdated> read(byte[] value) throws Poison {
        if (value == null) {
            throw new Poison("it has no value");
        }
        try {
            Message message = JSON.readValue(value, Message.class);
            if (message == null || message.type() == null) {
                throw new Poison("it has no type");
            }
            return message.type().equals(TYPE) ? Optional.of(of(message)) : Optional.empty();
        } catch (JsonProcessingException e) {
            throw new Poison(e.getOriginalMessage());
        } catch (IOException e) {
            throw new Poison("it cannot be read: " + e.getMessage());
        }
    }

    private static PriceUpdated of(Message message) throws Poison {
        if (message.version() == null || message.version() < 1) {
            throw new Poison("version must be a number from 1");
        }
        if (message.price() == null || message.price().amountMinor() == null || message.price().currency() == null) {
            throw new Poison("price must have amountMinor and currency");
        }
        try {
            return new PriceUpdated(
                    new Sku(message.sku()), message.version(),
                    new Money(message.price().amountMinor(), currency(message.price().currency())));
        } catch (IllegalArgumentException e) {
            throw new Poison(e.getMessage());
        }
    }

    private static Currency currency(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("currency must be an ISO 4217 code", e);
        }
    }

    /** An event that nobody will ever understand. */
    static final class Poison extends Exception {
        Poison(String why) {
            super(why, null, false, false);
        }
    }
}

package io.shopfleet.orders.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.shopfleet.orders.domain.Money;
import io.shopfleet.orders.domain.Sku;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.Optional;

/** Catalog's event: a product has a price. Of two versions the greater one is later. */
record PriceUpdated(Sku sku, long version, Money price) {
    private static final String TYPE = "product_price_updated";
    /** As the schema of catalog has it: so low that no sum over an order overflows. */
    private static final long MAX_AMOUNT = 1_000_000_000L;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES, DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(LogicalType.Textual, text -> text
                    .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    PriceUpdated {
        if (version < 1) {
            throw new IllegalArgumentException("version must be at least 1 but is " + version);
        }
        if (price.amountMinor() > MAX_AMOUNT) {
            throw new IllegalArgumentException("amountMinor must be at most %d but is %d".formatted(MAX_AMOUNT, price.amountMinor()));
        }
    }

    /** Empty for an event of another type: it is for others, whatever else is in it. */
    static Optional<PriceUpdated> read(byte[] message) throws Poison {
        try {
            JsonNode tree = tree(message);
            if (!tree.path("type").isTextual()) {
                throw new Poison("not an object with a text type");
            }
            return tree.get("type").textValue().equals(TYPE)
                    ? Optional.of(JSON.treeToValue(tree, Message.class).event())
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            throw new Poison(e.getOriginalMessage());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new Poison(e.getMessage());
        }
    }

    private static JsonNode tree(byte[] message) throws Poison, JsonProcessingException {
        if (message == null) {
            throw new Poison("there is no value");
        }
        try {
            return JSON.readTree(message);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new Poison(e.getMessage());
        }
    }

    PriceUpdated later(PriceUpdated other) {
        return other.version > version ? other : this;
    }

    /** As it is written. What is in it beside this does not disturb. */
    private record Message(String sku, long version, Price price, String occurredAt) {

        /** The time is not needed, but a message without it is not the one that was agreed on. */
        private PriceUpdated event() {
            OffsetDateTime.parse(occurredAt);
            return new PriceUpdated(new Sku(sku), version, new Money(price.amountMinor, price.known()));
        }
    }

    private record Price(long amountMinor, String currency) {

        private Currency known() {
            try {
                return Currency.getInstance(currency);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("currency must be an ISO 4217 code but is " + currency, e);
            }
        }
    }
}

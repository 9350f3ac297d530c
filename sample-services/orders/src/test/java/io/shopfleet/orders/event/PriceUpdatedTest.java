package io.shopfleet.orders.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopfleet.orders.domain.Money;
import io.shopfleet.orders.domain.Sku;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceUpdatedTest {
    /** As catalog writes it. */
    private static final String EVENT = """
            {"type": "product_price_updated", "sku": "MUG-01", "version": 2, "price": {"amountMinor": 990, "currency": "EUR"}, \
            "occurredAt": "2026-01-02T12:00:00.123Z"}""";
    private static final PriceUpdated MUG = new PriceUpdated(new Sku("MUG-01"), 2, new Money(990, Currency.getInstance("EUR")));

    private static Optional<PriceUpdated> read(String message) throws Poison {
        return PriceUpdated.read(message.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void isReadAsCatalogWritesIt() throws Poison {
        assertThat(read(EVENT)).contains(MUG);
    }

    @Test
    void whatCatalogAddsDoesNotDisturb() throws Poison {
        assertThat(read(EVENT.replace("{\"", "{\"colour\": {\"name\": [1, null]}, \""))).contains(MUG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\": \"product_removed\"}", "{\"type\": \"\", \"sku\": 7, \"version\": \"two\", \"price\": null}"})
    void anEventOfAnotherTypeIsForOthersWhateverIsInIt(String message) throws Poison {
        assertThat(read(message)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "not JSON", "{", "null", "12", "[]", "{}", "\"product_price_updated\"", "{\"type\": null}", "{\"type\": 1}",
        "\u0000\uffff"})
    void whatIsNoEventIsPoison(String message) {
        assertThatThrownBy(() -> read(message)).isInstanceOf(Poison.class).message().isNotBlank();
    }

    @Test
    void aMessageWithoutValueIsPoison() {
        assertThatThrownBy(() -> PriceUpdated.read(null)).isInstanceOf(Poison.class).hasMessage("there is no value");
    }

    @Test
    void twoEventsInOneMessageArePoison() {
        assertThatThrownBy(() -> read(EVENT + EVENT)).isInstanceOf(Poison.class).hasMessageContaining("Trailing token");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "sku": "MUG-01"                    | "colour": "blue"               | 'sku'
            "version": 2                       | "colour": "blue"               | 'version'
            "occurredAt"                       | "time"                         | 'occurredAt'
            "amountMinor"                      | "amount"                       | 'amountMinor'
            "currency"                         | "coin"                         | 'currency'
            "price"                            | "cost"                         | 'price'
            "sku": "MUG-01"                    | "sku": null                    | 'sku'
            "version": 2                       | "version": null                | `long`
            "amountMinor": 990                 | "amountMinor": null            | `long`
            {"amountMinor": 990, "currency": "EUR"} | null                      | 'price'
            """)
    void everyFieldMustBeThere(String written, String other, String named) {
        assertThatThrownBy(() -> read(EVENT.replace(written, other))).isInstanceOf(Poison.class).hasMessageContaining(named);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "MUG-01"            | 7                          | coerce Integer
            "MUG-01"            | "mug"                      | sku must match
            "MUG-01"            | "\\u0000"                  | sku must match
            "MUG-01"            | ["MUG-01"]                 | from Array
            "version": 2        | "version": "2"             | coerce String
            "version": 2        | "version": 2.5             | coerce Floating-point
            "version": 2        | "version": 0               | version must be at least 1 but is 0
            "version": 2        | "version": 9223372036854775808 | out of range
            990                 | 9.9                        | coerce Floating-point
            990                 | true                       | from Boolean
            990                 | -1                         | amountMinor must not be below 0 but is -1
            990                 | 1000000001                 | amountMinor must be at most 1000000000 but is 1000000001
            "EUR"               | "eur"                      | ISO 4217 code but is eur
            "EUR"               | "ducats"                   | ISO 4217 code but is ducats
            "EUR"               | false                      | coerce Boolean
            2026-01-02T12       | yesterday                  | yesterday
            """)
    void everyFieldMustBeOfItsKind(String written, String other, String named) {
        assertThatThrownBy(() -> read(EVENT.replace(written, other))).isInstanceOf(Poison.class).hasMessageContaining(named);
    }

    @Test
    void ofTwoVersionsTheGreaterOneIsLaterWhicheverCameFirst() throws Poison {
        PriceUpdated third = read(EVENT.replace("\"version\": 2", "\"version\": 3")).orElseThrow();
        assertThat(MUG.later(third)).isSameAs(third);
        assertThat(third.later(MUG)).isSameAs(third);
    }
}

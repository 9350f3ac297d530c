package io.shopfleet.orders.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopfleet.orders.domain.Money;
import io.shopfleet.orders.domain.Sku;
import io.shopfleet.orders.event.PriceUpdated.Poison;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An event of catalog's")
class PriceUpdatedTest {

    private static Optional<PriceUpdated> read(String text) throws Poison {
        return PriceUpdated.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void isReadWhateverElseItTells() throws Poison {
        assertThat(read("""
                {"type": "product_price_updated", "sku": "MUG-01", "version": 2, "price": {"amountMinor": 990, "currency": "EUR", "tax": 19},
                 "occurredAt": "2026-01-01T12:00:00Z", "colour": "blue"}""")).contains(
                new PriceUpdated(new Sku("MUG-01"), 2, new Money(990, Currency.getInstance("EUR"))));
    }

    @Test
    void ofAnotherTypeIsForOthers() throws Poison {
        assertThat(read("{\"type\": \"product_renamed\", \"sku\": 7}".replace("7", "\"MUG-01\""))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"type": "product_price_updated", "sku": "MUG-01", "price": {"amountMinor": 1, "currency": "EUR"}}                 | version must be a number from 1
            {"type": "product_price_updated", "sku": "MUG-01", "version": 0, "price": {"amountMinor": 1, "currency": "EUR"}}   | version must be a number from 1
            {"type": "product_price_updated", "sku": "MUG-01", "version": 1}                                                   | price must have amountMinor and currency
            {"type": "product_price_updated", "sku": "MUG-01", "version": 1, "price": {"currency": "EUR"}}                     | price must have amountMinor and currency
            {"type": "product_price_updated", "sku": "mug", "version": 1, "price": {"amountMinor": 1, "currency": "EUR"}}      | sku must match ^[A-Z0-9][A-Z0-9-]{0,39}$ but is mug
            {"type": "product_price_updated", "version": 1, "price": {"amountMinor": 1, "currency": "EUR"}}                    | sku must match ^[A-Z0-9][A-Z0-9-]{0,39}$ but is null
            {"type": "product_price_updated", "sku": "MUG-01", "version": 1, "price": {"amountMinor": -1, "currency": "EUR"}}  | amountMinor must not be below 0 but is -1
            {"type": "product_price_updated", "sku": "MUG-01", "version": 1, "price": {"amountMinor": 1, "currency": "EURO"}}  | currency must be an ISO 4217 code
            {"sku": "MUG-01"}                                                                                                  | it has no type
            """)
    void thatLacksWhatItNeedsIsPoisonAndSaysWhy(String text, String why) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(Poison.class).hasMessage(why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            not JSON
            {"type": "product_price_updated", "sku": "MUG-01", "version": "1", "price": {"amountMinor": 1, "currency": "EUR"}}
            {"type": "product_price_updated", "sku": "MUG-01", "version": 1, "price": {"amountMinor": 1.5, "currency": "EUR"}}
            {"type": "product_price_updated", "sku": "MUG-01", "version": 1, "price": 1290}
            []
            """)
    void thatIsOfAnotherFormIsPoison(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(Poison.class);
    }

    @Test
    void withoutAValueIsPoison() {
        assertThatThrownBy(() -> PriceUpdated.read(null)).isInstanceOf(Poison.class).hasMessage("it has no value");
    }
}

package io.shopfleet.orders.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopfleet.orders.domain.Basket.Item;
import java.time.Instant;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderValuesTest {

    private static final Sku MUG = new Sku("MUG-01");

    @Test
    void aSkuThatIsInABasketTwiceIsRefusedAndTheSecondLineIsNamed() {
        assertThatThrownBy(() -> new Basket(List.of(new Item(MUG, 1), new Item(new Sku("PEN-01"), 1), new Item(MUG, 2))))
                .isInstanceOfSatisfying(Refusal.RepeatedSku.class, refusal -> assertThat(refusal.line()).isEqualTo(2))
                .hasMessage("MUG-01 is in the order twice; send one line with the sum of the quantities");
    }

    @Test
    void aBasketHasOneToFiftyItems() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Basket(List.of()))
                .withMessage("a basket has 1 to 50 items but this has 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Basket(Collections.nCopies(51, new Item(MUG, 1))))
                .withMessage("a basket has 1 to 50 items but this has 51");
    }

    @Test
    void aQuantityIsFromOneTo999() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Item(MUG, 0)).withMessage("quantity must be from 1 to 999 but is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Item(MUG, 1000)).withMessage("quantity must be from 1 to 999 but is 1000");
        assertThat(new Item(MUG, 999).quantity()).isEqualTo(999);
    }

    @Test
    void moneyOfTwoCurrenciesIsNeverAdded() {
        Money euro = new Money(1, Currency.getInstance("EUR"));
        Money dollar = new Money(1, Currency.getInstance("USD"));

        assertThatIllegalArgumentException().isThrownBy(() -> euro.plus(dollar)).withMessage("cannot add USD to EUR");
    }

    @Test
    void aSumThatNoLongHoldsIsAnErrorAndNotANegativeAmount() {
        Money much = new Money(Long.MAX_VALUE / 2 + 1, Currency.getInstance("EUR"));

        assertThatThrownBy(() -> much.times(2)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> much.plus(much)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void anIdIsAVersion7UuidWithTheTimeInFront() {
        OrderId id = OrderId.at(Instant.parse("2026-01-02T12:00:00.123500Z"));

        assertThat(id.value()).matches("019b7e94-327b-7800-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    }

    @Test
    void idsSortByTimeBelowTheMillisecond() {
        Instant noon = Instant.parse("2026-01-02T12:00:00Z");

        assertThat(OrderId.at(noon)).isLessThan(OrderId.at(noon.plusNanos(500))).isLessThan(OrderId.at(noon.plusMillis(1)));
        assertThat(OrderId.at(noon)).as("two at the same moment differ").isNotEqualTo(OrderId.at(noon));
    }

    @Test
    void aMisspeltIdCannotExist() {
        assertThatIllegalArgumentException().isThrownBy(() -> new OrderId("0199A0C0-0000-7000-8000-000000000000"))
                .withMessage("an order id is a UUID in lower case, not 0199A0C0-0000-7000-8000-000000000000");
    }
}

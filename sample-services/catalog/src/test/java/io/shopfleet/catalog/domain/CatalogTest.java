package io.shopfleet.catalog.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopfleet.catalog.store.InMemoryProducts;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogTest {

    private static final Currency EUR = Currency.getInstance("EUR");

    private final Catalog catalog = new Catalog(new InMemoryProducts(), EUR);

    @Test
    void aProductCanBeFoundAfterItWasAdded() {
        catalog.add(product("MUG-01", 1290));

        assertThat(catalog.product(new Sku("MUG-01"))).isEqualTo(new Product(new Sku("MUG-01"), "Thing MUG-01", euros(1290)));
    }

    @Test
    void aSkuIsGivenOnlyOnceAndTheFirstProductStays() {
        catalog.add(product("MUG-01", 1290));

        assertThatThrownBy(() -> catalog.add(product("MUG-01", 1)))
                .isInstanceOf(Refusal.SkuTaken.class)
                .hasMessage("A product with the SKU MUG-01 exists; choose another SKU, or change its price with PUT /products/MUG-01/price");
        assertThat(catalog.product(new Sku("MUG-01")).price()).isEqualTo(euros(1290));
    }

    @Test
    void aChangedPriceLeavesTheRestOfTheProductAsItWas() {
        catalog.add(product("MUG-01", 1290));

        assertThat(catalog.changePrice(new Sku("MUG-01"), euros(990)))
                .isEqualTo(new Product(new Sku("MUG-01"), "Thing MUG-01", euros(990)));
        assertThat(catalog.product(new Sku("MUG-01")).price()).isEqualTo(euros(990));
    }

    @Test
    void whatDoesNotExistHasNoPriceToChange() {
        assertThatThrownBy(() -> catalog.changePrice(new Sku("MUG-01"), euros(990)))
                .isInstanceOf(Refusal.UnknownSku.class)
                .hasMessage("No product has the SKU MUG-01; GET /products lists those there are");
    }

    @Test
    void anotherCurrencyIsRefusedForANewProductAndForANewPrice() {
        catalog.add(product("MUG-01", 1290));
        Money dollars = new Money(1, Currency.getInstance("USD"));

        assertThatThrownBy(() -> catalog.add(new Product(new Sku("MUG-02"), "Mug", dollars)))
                .isInstanceOf(Refusal.ForeignCurrency.class)
                .hasMessage("This shop prices in EUR, not in USD; convert the amount and send currency EUR");
        assertThatThrownBy(() -> catalog.changePrice(new Sku("MUG-01"), dollars)).isInstanceOf(Refusal.ForeignCurrency.class);
        assertThat(catalog.page(Optional.empty(), 10).products()).containsExactly(product("MUG-01", 1290));
    }

    @Test
    void pagesFollowTheOrderOfTheSkusAndTheLastOneSaysSo() {
        List.of("C", "A", "E", "B", "D").forEach(sku -> catalog.add(product(sku, 1)));

        assertThat(catalog.page(Optional.empty(), 2)).isEqualTo(page(Optional.of(new Sku("B")), "A", "B"));
        assertThat(catalog.page(Optional.of(new Sku("B")), 2)).isEqualTo(page(Optional.of(new Sku("D")), "C", "D"));
        assertThat(catalog.page(Optional.of(new Sku("D")), 2)).isEqualTo(page(Optional.empty(), "E"));
    }

    @Test
    void aPageThatIsJustFullIsTheLastOne() {
        List.of("A", "B").forEach(sku -> catalog.add(product(sku, 1)));

        assertThat(catalog.page(Optional.empty(), 2)).isEqualTo(page(Optional.empty(), "A", "B"));
    }

    @Test
    void unknownSkusAreLeftOutOfAChoice() {
        List.of("A", "B", "C").forEach(sku -> catalog.add(product(sku, 1)));

        assertThat(catalog.withSkus(Set.of(new Sku("C"), new Sku("A"), new Sku("X"))))
                .containsExactly(product("A", 1), product("C", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mug", "-MUG", "MUG 01", "12345678901234567890123456789012345678901"})
    void aMisspeltSkuCannotExist(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Sku(value))
                .withMessage("sku must match ^[A-Z0-9][A-Z0-9-]{0,39}$ but is " + value);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1_000_000_001})
    void anAmountOutOfRangeCannotExist(long amountMinor) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Money(amountMinor, EUR))
                .withMessage("amountMinor must be from 0 to 1000000000 but is " + amountMinor);
    }

    private static Catalog.Page page(Optional<Sku> next, String... skus) {
        return new Catalog.Page(List.of(skus).stream().map(sku -> product(sku, 1)).toList(), next);
    }

    private static Product product(String sku, long amountMinor) {
        return new Product(new Sku(sku), "Thing " + sku, euros(amountMinor));
    }

    private static Money euros(long amountMinor) {
        return new Money(amountMinor, EUR);
    }
}

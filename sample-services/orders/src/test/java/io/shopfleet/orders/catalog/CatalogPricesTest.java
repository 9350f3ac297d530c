package io.shopfleet.orders.catalog;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogPricesTest {

    @ParameterizedTest
    @ValueSource(strings = {"catalog", "catalog.shop.svc:80", "http://", "http:///products", "ftp://catalog"})
    void anAddressThatCannotBeAskedStopsTheStart(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> CatalogPrices.checkAddress(url))
                .withMessage("The address of catalog is %s; set SHOPFLEET_CATALOG_URL to one that begins with http:// or https://".formatted(url));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://catalog.shop.svc", "http://localhost:8081", "https://catalog.example/shop"})
    void anAddressOverHttpIsTaken(String url) {
        assertThatCode(() -> CatalogPrices.checkAddress(url)).doesNotThrowAnyException();
    }
}

package io.shopfleet.orders.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonParseException;
import io.vertx.core.http.HttpClosedException;
import jakarta.ws.rs.WebApplicationException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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

    @ParameterizedTest
    @MethodSource
    void aBrokenConnectionIsWorthAnotherTry(Exception failure) {
        assertThat(CatalogPrices.lostConnection(failure)).isTrue();
    }

    static List<Exception> aBrokenConnectionIsWorthAnotherTry() {
        return List.of(new ConnectException("Connection refused"), new UnknownHostException("catalog"),
                new SocketException("Connection reset"), new HttpClosedException("Connection was closed"));
    }

    @ParameterizedTest
    @MethodSource
    void anAnswerThatCameOrIsLateIsNotAskedForAgain(Exception failure) {
        assertThat(CatalogPrices.lostConnection(failure)).isFalse();
    }

    static List<Exception> anAnswerThatCameOrIsLateIsNotAskedForAgain() {
        return List.of(new JsonParseException(null, "no json"), new TimeoutException(), new WebApplicationException(500));
    }
}

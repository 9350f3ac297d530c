package io.shopfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People change the image tag, apply, and the new revision takes over while customers shop on. */
@OnNode
@Order(4)
class NewImageTest {

    @ParameterizedTest
    @ValueSource(strings = {Shop.CATALOG, Shop.ORDERS})
    void aNewImageTakesOverUnderLoadWithoutALostRequest(String service) {
        Shop shop = Shop.shared();
        String before = shop.serving(service);
        try (Load load = shop.load()) {
            shop.applyVersion(service, "1.1.0");
            shop.awaitOnlyServing(service);
            load.awaitSecondsMore(1);
            Answers answers = load.answers();
            assertThat(answers.lost()).isEmpty();
            assertThat(answers.sentPercent()).isGreaterThanOrEqualTo(99);
            assertThat(shop.status(service).orElseThrow().version()).isEqualTo("1.1.0");
            assertThat(answers.revisionsOf(service)).containsExactlyInAnyOrder(before, shop.serving(service));
        }
    }
}

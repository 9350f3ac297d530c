package io.shopfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfleet.api.v1alpha1.FailedRevision;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.RevisionStatus;
import io.shopfleet.api.v1alpha1.ShopServiceStatus;
import java.util.Optional;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A revision that does not come up gets no traffic, is named with its reason, and leaves by itself. */
@OnNode
@Order(5)
class BadRevisionTest {

    @ParameterizedTest(name = "{0} instead of {1}")
    @CsvSource({
        "ProbeFailing, 'readiness: /q/health/ready', 'readiness: /nowhere'",
        "ImagePullFailed, 'image: shopfleet.local/catalog:', 'image: shopfleet.local/catalog:no-'"})
    void aRevisionThatNeverGetsReadyTakesNoTrafficAndTheServingOneStays(Reason reason, String good, String bad) {
        Shop shop = Shop.shared();
        String serving = shop.serving(Shop.CATALOG);
        try (Load load = shop.load()) {
            Node.apply(shop.file(Shop.CATALOG).replace(good, bad) + "  rollout: {progressDeadline: 12s}\n");
            Await.until("the bad revision to be given up", () -> failed(shop).isPresent());
            Await.until("the serving revision to have all pods again", () -> shop.status(Shop.CATALOG).orElseThrow().candidate() == null
                    && shop.pods(Shop.CATALOG).stream().allMatch(pod -> Shop.revisionOf(pod).equals(serving)));
            load.awaitSecondsMore(1);
            Answers answers = load.answers();
            assertThat(answers.lost()).isEmpty();
            assertThat(answers.sentPercent()).isGreaterThanOrEqualTo(99);
            assertThat(answers.revisionsOf(Shop.CATALOG)).containsExactly(serving);
        }
        assertThat(failed(shop)).get().extracting(FailedRevision::reason).isEqualTo(reason);
        assertThat(shop.serving(Shop.CATALOG)).isEqualTo(serving);
        assertThat(shop.pods(Shop.CATALOG)).hasSize(2);
        assertThat(shop.condition(Shop.CATALOG, "Ready")).get().satisfies(ready -> {
            assertThat(ready.getStatus()).isEqualTo("False");
            assertThat(ready.getReason()).isEqualTo(reason.name());
        });
        assertThat(shop.condition(Shop.CATALOG, "Available")).get().satisfies(
                available -> assertThat(available.getStatus()).isEqualTo("True"));
        assertThat(shop.kubectl("describe", "shopservice", Shop.CATALOG)).containsPattern("Warning +" + reason);
        shop.apply(Shop.CATALOG);
        shop.awaitReady(Shop.CATALOG);
        assertThat(failed(shop)).isEmpty();
    }

    @Test
    void recordsBeyondTheHistoryAreForgottenAndThoseOfRevisionsThatNeverServed() {
        Shop shop = Shop.shared();
        String first = shop.serving(Shop.CATALOG);
        Node.apply(shop.file(Shop.CATALOG).replace("image: shopfleet.local/catalog:", "image: shopfleet.local/catalog:no-"));
        Await.until("a revision that cannot serve to set out", () -> shop.status(Shop.CATALOG).orElseThrow().candidate() != null);
        Node.apply(shop.file(Shop.CATALOG) + "  pod: {annotations: {round: two}}\n  rollout: {history: 1}\n");
        Await.until("the next revision to serve", () -> !shop.serving(Shop.CATALOG).equals(first));
        Await.until("the serving record and the one before it to be left", () -> records(shop) == 2);
        assertThat(shop.status(Shop.CATALOG).orElseThrow().history()).extracting(RevisionStatus::revision).containsExactly(first);
        shop.apply(Shop.CATALOG);
        shop.awaitReady(Shop.CATALOG);
    }

    private static long records(Shop shop) {
        return Children.names(shop, Shop.CATALOG).stream().filter(name -> name.startsWith("controllerrevision.")).count();
    }

    private static Optional<FailedRevision> failed(Shop shop) {
        return shop.status(Shop.CATALOG).map(ShopServiceStatus::failed);
    }
}
